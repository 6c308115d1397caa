//! Scopes undone and done again.

use super::Scope;

/// How many steps back are remembered.
const DEPTH: usize = 500;

/// The scope now, with what was before and what was undone. Every step says what was done ("added actor:Kabul").
#[derive(Debug, Clone, Default)]
pub struct History {
    now: Scope,
    /// What was before, with what was done to it then.
    before: Vec<(Scope, String)>,
    /// What was undone, with what had been done, the next to do again last.
    after: Vec<(Scope, String)>,
}

impl History {
    /// The scope now.
    pub fn now(&self) -> &Scope {
        &self.now
    }

    /// Makes `scope` the scope, with what was done. Nothing happens if it is the same.
    pub fn set(&mut self, scope: Scope, done: impl Into<String>) -> bool {
        if scope == self.now {
            return false;
        }
        let was = std::mem::replace(&mut self.now, scope);
        self.before.push((was, done.into()));
        if self.before.len() > DEPTH {
            self.before.remove(0);
        }
        self.after.clear();
        true
    }

    /// Changes the scope by an act that says what it did.
    pub fn act(&mut self, act: impl FnOnce(&mut Scope) -> Option<String>) -> Option<String> {
        let mut scope = self.now.clone();
        let done = act(&mut scope)?;
        self.set(scope, done.clone()).then_some(done)
    }

    /// Undoes the last step; gives what is undone.
    pub fn undo(&mut self) -> Option<String> {
        let (scope, done) = self.before.pop()?;
        let was = std::mem::replace(&mut self.now, scope);
        self.after.push((was, done.clone()));
        Some(done)
    }

    /// Does the step undone last again; gives what is done.
    pub fn redo(&mut self) -> Option<String> {
        let (scope, done) = self.after.pop()?;
        let was = std::mem::replace(&mut self.now, scope);
        self.before.push((was, done.clone()));
        Some(done)
    }

    /// What an undo would undo.
    pub fn last(&self) -> Option<&str> {
        self.before.last().map(|(_, done)| done.as_str())
    }
}
