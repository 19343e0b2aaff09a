//! Keeping forms that are not saved, without a key ever waiting for the disk.

use std::sync::{Arc, Mutex, PoisonError};

use crate::store::draft::{self, DraftForm};
use crate::store::saver::{Order, Saver};

/// Hands forms to the saver, which writes `draft.yaml` in its turn. Of what comes while it is busy only the newest counts,
/// so that a burst of keys makes no queue.
#[derive(Debug, Clone, Default)]
pub struct Keeper {
    newest: Arc<Mutex<Option<Vec<DraftForm>>>>,
}

impl Keeper {
    /// Has these forms kept instead of those before.
    pub fn keep(&self, saver: &Saver, forms: Vec<DraftForm>) {
        let waiting = self.newest.lock().unwrap_or_else(PoisonError::into_inner).replace(forms).is_some();
        if waiting {
            return;
        }
        let newest = Arc::clone(&self.newest);
        saver.order(Order::Work(Box::new(move |store| {
            let forms = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(forms) = forms {
                // A disk that refuses is heard of from the changes; a kept form is only a second net.
                let _ = draft::write(store.disk().as_ref(), store.layout(), &forms);
            }
        })));
    }
}
