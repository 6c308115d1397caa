//! What the reader did in this run, in order, whatever it was: one undo for all of it.

use crate::model::DocId;
use crate::notes::RecordId;

/// Something done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The scope was changed.
    Scope,
    /// An act in the layer of a document.
    Act(DocId, RecordId),
}

/// Steps done and undone.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Steps {
    /// Something was done; what was undone before can't be done again.
    pub fn did(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// The last step, to be undone.
    pub fn last(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step undone last, to be done again.
    pub fn next(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// A step was undone. One of an earlier run was in no list.
    pub fn undid(&mut self, step: Step) {
        self.done.retain(|s| *s != step || *s == Step::Scope);
        if step == Step::Scope
            && let Some(k) = self.done.iter().rposition(|s| *s == Step::Scope)
        {
            self.done.remove(k);
        }
        self.undone.push(step);
    }

    /// A step was done again.
    pub fn redid(&mut self, step: Step) {
        if let Some(k) = self.undone.iter().rposition(|s| *s == step) {
            self.undone.remove(k);
        }
        self.done.push(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(k: usize) -> Step {
        Step::Act(DocId(0), RecordId(k.to_string()))
    }

    #[test]
    fn scope_and_acts_are_undone_in_one_order() {
        let mut steps = Steps::default();
        for step in [Step::Scope, act(1), Step::Scope] {
            steps.did(step);
        }
        for want in [Step::Scope, act(1), Step::Scope] {
            let last = steps.last().cloned().unwrap();
            assert_eq!(last, want);
            steps.undid(last);
        }
        assert_eq!(steps.last(), None);
        for want in [Step::Scope, act(1), Step::Scope] {
            let next = steps.next().cloned().unwrap();
            assert_eq!(next, want);
            steps.redid(next);
        }
        steps.undid(Step::Scope);
        steps.did(act(2));
        assert_eq!(steps.next(), None);
        assert_eq!(steps.last(), Some(&act(2)));
    }

    #[test]
    fn an_act_of_an_earlier_run_can_be_done_again() {
        let mut steps = Steps::default();
        steps.undid(act(7));
        assert_eq!(steps.next(), Some(&act(7)));
        steps.redid(act(7));
        assert_eq!(steps.last(), Some(&act(7)));
    }
}
