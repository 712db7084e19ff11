//! Every route, and who may use it.
//!
//! A route can't be added without saying so: [`Site::get`] and [`Site::post`] take the roles, and
//! put the guard around the handler.

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::Method,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};

use super::{Problem, visit::Visit};
use crate::{domain::role::Role, services::Services};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, signed in or not.
    Anyone,
    /// Every officer.
    Officers,
    /// Officers with one of these roles.
    Only(&'static [Role]),
}

impl Who {
    /// Whether somebody of that role may; `None` is nobody in particular.
    #[must_use]
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Anyone, _) | (Self::Officers, Some(_)) => true,
            (Self::Only(roles), Some(role)) => roles.contains(&role),
            (_, None) => false,
        }
    }
}

/// One line of the table of routes.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `GET` or `POST`; HEAD follows GET.
    pub method: Method,
    /// The path with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
}

/// Routes under construction.
pub(super) struct Site {
    router: Router<Services>,
    rules: Vec<Rule>,
}

impl Site {
    pub(super) fn new() -> Self {
        Self {
            router: Router::new(),
            rules: Vec::new(),
        }
    }

    /// Adds a page, or whatever else is only read.
    pub(super) fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Services>,
        T: 'static,
    {
        self.add((Method::GET, path, who), on(MethodFilter::GET, handler))
    }

    /// Adds something that may change the records.
    pub(super) fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Services>,
        T: 'static,
    {
        self.add((Method::POST, path, who), on(MethodFilter::POST, handler))
    }

    fn add(
        mut self,
        (method, path, who): (Method, &'static str, Who),
        handler: MethodRouter<Services>,
    ) -> Self {
        let guard = from_fn(move |request, next| admit(who, request, next));
        self.router = self.router.route(path, handler.layer(guard));
        self.rules.push(Rule { method, path, who });
        self
    }

    pub(super) fn finish(self) -> (Router<Services>, Vec<Rule>) {
        (self.router, self.rules)
    }
}

async fn admit(who: Who, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>();
    let role = visit.and_then(|visit| visit.who.as_ref().map(|who| who.officer.role));
    if who.admits(role) {
        return next.run(request).await;
    }
    match role {
        Some(_) => Problem::not_yours().into_response(),
        None => Problem::signed_out().into_response(),
    }
}
