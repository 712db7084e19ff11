//! An OpenID Connect provider: who somebody is, by the word of another program of the city.
//!
//! The authorization code flow with PKCE, state and nonce. What the provider publishes about
//! itself is fetched anew each time: people sign in a few dozen times a day, and a provider that
//! changes its keys is never a riddle. No redirect is followed, and every request has an end.

use std::{collections::HashMap, error::Error, time::Duration};

use openidconnect::{
    AdditionalClaims, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse,
    UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
        CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
    reqwest,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A provider, as it is configured.
pub struct Provider {
    /// Its address, as it stands in its tokens.
    pub issuer: String,
    /// As it knows this program.
    pub client_id: String,
    /// Proves it.
    pub client_secret: SecretString,
    /// What people call it.
    pub name: String,
    /// The claim that holds the address; `email` counts only where it was verified.
    pub email_claim: String,
}

/// Where a browser is sent, and what its answer must fit.
pub struct Asked {
    /// At the provider.
    pub url: String,
    /// Comes back with the browser.
    pub state: String,
    /// Stands in the token.
    pub nonce: String,
    /// Proves to the provider that the answer is ours.
    pub verifier: String,
}

/// Why somebody's identity isn't known.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider can't be reached, or speaks otherwise than agreed.
    #[error("the identity provider can't be used")]
    Away(#[source] Box<dyn Error + Send + Sync>),
    /// Its answer doesn't hold, or says too little.
    #[error("the identity provider's answer doesn't hold: {0}")]
    Unsound(&'static str),
}

fn away(error: impl Error + Send + Sync + 'static) -> OidcError {
    OidcError::Away(Box::new(error))
}

/// All claims, for providers that put the address elsewhere than usual.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Claims {
    #[serde(flatten)]
    all: HashMap<String, serde_json::Value>,
}

impl AdditionalClaims for Claims {}

type Tokens = StandardTokenResponse<
    IdTokenFields<
        Claims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OurClient = Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Provider {
    /// Begins: where to send the browser so that it comes back to `back`.
    ///
    /// # Errors
    /// [`OidcError::Away`].
    pub async fn ask(&self, back: &str) -> Result<Asked, OidcError> {
        let (client, _) = self.client(back).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Asked {
            url: url.to_string(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Ends: whose address the provider vouches for, by the code the browser came back with.
    ///
    /// # Errors
    /// [`OidcError::Away`], or [`OidcError::Unsound`] where the token or the address don't hold.
    pub async fn answer(
        &self,
        back: &str,
        code: String,
        (nonce, verifier): (String, String),
    ) -> Result<String, OidcError> {
        let (client, http) = self.client(back).await?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(away)?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(_) => OidcError::Unsound("the code was refused"),
                other => away(other),
            })?;
        let token = tokens
            .id_token()
            .ok_or(OidcError::Unsound("there is no ID token"))?;
        let claims = token
            .claims(&client.id_token_verifier(), &Nonce::new(nonce))
            .map_err(|error| {
                let error = &error as &dyn Error;
                tracing::warn!(error, "an ID token was refused");
                OidcError::Unsound("the ID token was refused")
            })?;
        let usual = claims.email().map(|email| email.as_str());
        if let Some(email) =
            self.address(usual, claims.email_verified(), claims.additional_claims())
        {
            return Ok(email);
        }
        // Many providers give the address only when asked for it.
        let subject = Some(claims.subject().clone());
        let more: UserInfoClaims<Claims, CoreGenderClaim> = client
            .user_info(tokens.access_token().clone(), subject)
            .map_err(away)?
            .request_async(&http)
            .await
            .map_err(away)?;
        let usual = more.email().map(|email| email.as_str());
        self.address(usual, more.email_verified(), more.additional_claims())
            .ok_or(OidcError::Unsound("it vouches for no verified address"))
    }

    /// The address in some claims, if they vouch for one.
    fn address(
        &self,
        usual: Option<&str>,
        verified: Option<bool>,
        claims: &Claims,
    ) -> Option<String> {
        if self.email_claim == "email" {
            return usual.filter(|_| verified == Some(true)).map(str::to_owned);
        }
        claims
            .all
            .get(&self.email_claim)?
            .as_str()
            .map(str::to_owned)
    }

    async fn client(&self, back: &str) -> Result<(OurClient, reqwest::Client), OidcError> {
        let http = reqwest::ClientBuilder::new()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(away)?;
        let issuer = IssuerUrl::new(self.issuer.clone()).map_err(away)?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &http)
            .await
            .map_err(away)?;
        let secret = self.client_secret.expose_secret();
        let secret = (!secret.is_empty()).then(|| ClientSecret::new(secret.to_owned()));
        let id = ClientId::new(self.client_id.clone());
        let client = OurClient::from_provider_metadata(metadata, id, secret)
            .set_redirect_uri(RedirectUrl::new(back.to_owned()).map_err(away)?);
        Ok((client, http))
    }
}
