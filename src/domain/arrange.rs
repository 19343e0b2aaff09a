//! Sorting, compiled once for lists of everything.
//!
//! The standard library's stable sort is made anew for every type and every way of comparing, some six kilobytes each
//! time: with a hundred of them that was a twentieth of the program. Here the places are sorted, which are of one type,
//! and the things moved to them afterwards. What is long and sorted while somebody waits (the ledger's rows, the hits of
//! a search) keeps the library's.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Lists that can be put in order; equal things stay as they stood.
pub trait Arrange<T> {
    /// Puts the list in the order of what two things say of each other.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts the list in the order of what each thing answers; each is asked once.
    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = order(self.len(), &mut |one, other| compare(&self[one], &self[other]));
        follow(self, order);
    }

    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let order = order(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
        follow(self, order);
    }
}

/// What can be gathered in order. Collecting sorts first, by code made anew for each type; here one goes in after the other.
pub trait Gather: Iterator + Sized {
    /// As a map; the last of equal keys stays.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        map.extend(self);
        map
    }

    /// As a set.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        set.extend(self);
        set
    }
}

impl<I: Iterator> Gather for I {}

/// Puts the things of a list where the order has them.
fn follow<T>(list: &mut [T], mut order: Vec<usize>) {
    // Each ring of things that change places is gone round once.
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

/// For each place, where stands what belongs there.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_things_stay_as_they_stood() {
        let mut words = ["乙2", "甲2", "丙1", "甲1", "乙1"].map(str::to_owned);
        words.arrange_by_key(|word| word.ends_with('2'));
        assert_eq!(words, ["丙1", "甲1", "乙1", "乙2", "甲2"]);
        words.arrange_by_key(|word| Reverse(word.ends_with('2')));
        assert_eq!(words, ["乙2", "甲2", "丙1", "甲1", "乙1"]);
    }

    #[test]
    fn nothing_and_one_are_in_order() {
        let mut none: [String; 0] = [];
        none.arrange_by_key(String::len);
        let mut one = ["一".to_owned()];
        one.arrange_by(|_, _| Ordering::Greater);
        assert_eq!(one, ["一"]);
    }

    proptest! {
        #[test]
        fn lists_become_what_the_library_makes_of_them(
            list in prop::collection::vec((0_u8..12, any::<u16>()), 0..120),
        ) {
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.arrange_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.arrange_by(|one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            prop_assert_eq!(&ours, &theirs);
            let map: BTreeMap<u8, u16> = theirs.iter().copied().collect();
            prop_assert_eq!(ours.iter().copied().into_map(), map);
            let set: BTreeSet<(u8, u16)> = theirs.into_iter().collect();
            prop_assert_eq!(ours.into_iter().into_set(), set);
        }
    }
}
