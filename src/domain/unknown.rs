//! Keys that this version does not know.

use std::ops::Deref;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_yaml::{Mapping, Value};

static NONE: LazyLock<Mapping> = LazyLock::new(Mapping::new);

/// Keys of a file that this version does not know. They are kept in their order and written back after the known ones,
/// so that a newer version's file is never impoverished. Where there are none, as nearly everywhere, they take no room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknown(Option<Box<Mapping>>);

impl Unknown {
    /// No such keys.
    pub fn new() -> Self {
        Self::default()
    }
}

impl From<Mapping> for Unknown {
    fn from(keys: Mapping) -> Self {
        Self((!keys.is_empty()).then(|| Box::new(keys)))
    }
}

impl Deref for Unknown {
    type Target = Mapping;

    fn deref(&self) -> &Mapping {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl FromIterator<(Value, Value)> for Unknown {
    fn from_iter<I: IntoIterator<Item = (Value, Value)>>(keys: I) -> Self {
        keys.into_iter().collect::<Mapping>().into()
    }
}

impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        Mapping::serialize(self, out)
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Mapping::deserialize(source).map(Self::from)
    }
}
