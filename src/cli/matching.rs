//! Two lists of firms, linked.

use std::{
    io::BufWriter,
    path::{Path, PathBuf},
};

use super::{Answer, Done, Failure, files::Whole, print_json};
use crate::{
    domain::matching::Status,
    export::{self, Cell, Format},
    services::{LINK_COLUMNS, LinkedLists, ServiceError, link_files},
};

pub(super) async fn run(a: &Path, b: &Path, out: Option<&Path>, json: bool) -> Answer {
    let (first, second): (PathBuf, PathBuf) = (a.to_owned(), b.to_owned());
    let linked = tokio::task::spawn_blocking(move || link_files(&first, &second)).await;
    let linked = linked.expect("matching does not panic")?;
    warn(&linked, a, b);
    write(&linked, out, json && out.is_none())?;
    let count = |status| {
        let of = linked.links.iter().filter(|link| link.status == status);
        of.count()
    };
    let [confirmed, probable, possible] =
        [Status::Confirmed, Status::Probable, Status::Possible].map(count);
    let done = if linked.rejected > 0 {
        eprintln!(
            "{} baris tanpa nama dan tanpa nomor yang sah dilewati; lengkapi lalu ulangi.",
            linked.rejected
        );
        Done::Part
    } else {
        Done::Whole
    };
    let Some(path) = out else { return Ok(done) };
    if json {
        print_json(&serde_json::json!({
            "path": path,
            "a": linked.a.len(),
            "b": linked.b.len(),
            "confirmed": confirmed,
            "probable": probable,
            "possible": possible,
            "rejected": linked.rejected,
        }))?;
        return Ok(done);
    }
    eprintln!(
        "{} dan {} badan usaha dibandingkan: {confirmed} sama menurut nomor, {probable} sangat \
         mungkin sama, {possible} mungkin sama dan perlu dilihat. Ditulis ke {}",
        linked.a.len(),
        linked.b.len(),
        path.display()
    );
    Ok(done)
}

fn warn(linked: &LinkedLists, a: &Path, b: &Path) {
    for warning in &linked.warnings {
        let file = if warning.file == 0 { a } else { b };
        let times = if warning.count > 1 {
            format!(
                " ({} kali, pertama di baris {})",
                warning.count, warning.row
            )
        } else {
            String::new()
        };
        eprintln!("Peringatan, {}: {}{times}", file.display(), warning.text);
    }
}

fn write(linked: &LinkedLists, out: Option<&Path>, json: bool) -> Result<(), Failure> {
    let format = if json { Format::Json } else { Format::Csv };
    let (whole, sink): (_, Box<dyn std::io::Write + Send>) = match out {
        Some(path) => {
            let (whole, file) = Whole::begin(path)?;
            (Some(whole), Box::new(BufWriter::new(file)))
        }
        None => (None, Box::new(BufWriter::new(std::io::stdout()))),
    };
    let output = out.map_or_else(|| "(keluaran)".into(), Path::to_owned);
    let failed = |error| Failure::from(ServiceError::Write(output.clone(), error));
    let mut table = export::begin(format, &LINK_COLUMNS, sink)?;
    for link in &linked.links {
        let cells = linked.words(link).map(Cell::Text);
        table.row(&cells).map_err(failed)?;
    }
    table.finish().map_err(failed)?;
    if let Some(whole) = whole {
        whole.finish()?;
    }
    Ok(())
}
