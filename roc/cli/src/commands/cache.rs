//! `roc cache`

use roc_cache::{Location, clean, usage};

use crate::args::CacheCommand;
use crate::output;

pub fn cache(command: &CacheCommand) -> u8 {
    let Some(location) = Location::from_environment() else {
        output::error("there is no home folder for the cache", Some("Set ROC_CACHE_DIR to a folder."));
        return 1;
    };
    let root = location.root();
    let outcome = match command {
        CacheCommand::Dir => Ok(root.display().to_string()),
        CacheCommand::Size => {
            usage(root).map(|held| format!("{} in {} files", bytes(held.bytes), held.files))
        }
        CacheCommand::Clean => {
            clean(root).map(|gone| format!("Removed {} in {} files", bytes(gone.bytes), gone.files))
        }
    };
    match outcome {
        Ok(line) => output::result(&format!("{line}\n"), 0),
        Err(error) => {
            output::error(format!("cannot use the cache folder {}: {error}", root.display()), None);
            1
        }
    }
}

fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
