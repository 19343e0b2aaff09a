//! Branches that stay open while areas and topics move, come and go: nodes name them by their places.

use std::collections::HashSet;

use super::{Node, Tree};
use crate::domain::change::{Op, Target};

impl Tree {
    /// Takes up what ops do to the places of areas and topics.
    pub fn follow(&mut self, ops: &[Op]) {
        // What was taken away and may come back at once.
        let mut held: HashSet<Node> = HashSet::new();
        for op in ops {
            match op {
                Op::Remove { target: Target::Plan, field: Some(field), index, .. } if field == "areas" => {
                    held = self.renamed(|node| match node {
                        Node::Area(area) => after_gone(area, *index).map(Node::Area),
                        Node::Topic(area, topic) => {
                            after_gone(area, *index).map(|area| Node::Topic(area, topic))
                        }
                        node => Some(node),
                    });
                }
                Op::Insert { target: Target::Plan, field: Some(field), index, .. } if field == "areas" => {
                    self.renamed(|node| match node {
                        Node::Area(area) => Some(Node::Area(behind(area, *index))),
                        Node::Topic(area, topic) => Some(Node::Topic(behind(area, *index), topic)),
                        node => Some(node),
                    });
                    let back = held.drain().filter_map(|node| match node {
                        Node::Area(_) => Some(Node::Area(*index)),
                        Node::Topic(_, topic) => Some(Node::Topic(*index, topic)),
                        _ => None,
                    });
                    self.open.extend(back);
                }
                Op::Remove { target: Target::Area(of), field: Some(_), index, .. } => {
                    self.renamed(|node| match node {
                        Node::Topic(area, topic) if area == *of => {
                            after_gone(topic, *index).map(|topic| Node::Topic(area, topic))
                        }
                        node => Some(node),
                    });
                }
                Op::Insert { target: Target::Area(of), field: Some(_), index, .. } => {
                    self.renamed(|node| match node {
                        Node::Topic(area, topic) if area == *of => {
                            Some(Node::Topic(area, behind(topic, *index)))
                        }
                        node => Some(node),
                    });
                    // A topic that comes is open, as all are in the beginning.
                    self.open.extend([Node::Area(*of), Node::Topic(*of, *index)]);
                }
                _ => {}
            }
        }
    }

    /// Gives the open branches other places; those that have none any more come back.
    fn renamed(&mut self, place: impl Fn(Node) -> Option<Node>) -> HashSet<Node> {
        let before = std::mem::take(&mut self.open);
        let mut gone = HashSet::new();
        for node in before {
            match place(node.clone()) {
                Some(node) => self.open.insert(node),
                None => gone.insert(node),
            };
        }
        gone
    }
}

/// A place after the one at `gone` is taken away; none for that one.
fn after_gone(place: usize, gone: usize) -> Option<usize> {
    match place.cmp(&gone) {
        std::cmp::Ordering::Less => Some(place),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(place - 1),
    }
}

/// A place after one comes at `new`.
fn behind(place: usize, new: usize) -> usize {
    if place >= new { place + 1 } else { place }
}
