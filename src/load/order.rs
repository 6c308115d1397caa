//! Work on several threads, results in the order of the inputs.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many results a thread may have in hand or waiting for their turn, so that memory stays bounded when an early
/// item takes long.
const IN_HAND: usize = 2;

/// Applies `work` to every item on up to `jobs` threads and hands the results to `sink` on the calling thread, in the
/// order of the items, each as soon as those before it are done. `sink` may break off.
pub fn in_order<I: Sync, T: Send>(
    items: &[I],
    jobs: usize,
    work: impl Fn(&I) -> T + Sync,
    mut sink: impl FnMut(T) -> ControlFlow<()>,
) {
    let jobs = jobs.min(items.len());
    if jobs <= 1 {
        let _ = items.iter().try_for_each(|item| sink(work(item)));
        return;
    }
    let turns = Turns::new(items.len(), jobs * IN_HAND);
    let (sender, receiver) = mpsc::channel::<(usize, Result<T, Box<dyn Any + Send>>)>();
    thread::scope(|scope| {
        // Whatever ends the loop below, the workers must not wait for it.
        let _end = EndOnDrop(&turns);
        for _ in 0..jobs {
            let (sender, turns, work) = (sender.clone(), &turns, &work);
            scope.spawn(move || {
                while let Some((k, item)) = turns.next().and_then(|k| Some((k, items.get(k)?))) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if sender.send((k, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (k, result) in receiver {
            waiting.insert(k, result);
            while let Some(result) = waiting.remove(&due) {
                match result {
                    Ok(value) => {
                        if sink(value).is_break() {
                            return;
                        }
                    }
                    Err(panic) => resume_unwind(panic),
                }
                due += 1;
                turns.passed(due);
            }
        }
    });
}

/// Who works on what, and how far ahead of the sink.
struct Turns {
    state: Mutex<State>,
    changed: Condvar,
    items: usize,
    window: usize,
}

#[derive(Default)]
struct State {
    /// The item that the next free thread takes.
    next: usize,
    /// Items that have gone through the sink.
    passed: usize,
    ended: bool,
}

impl Turns {
    fn new(items: usize, window: usize) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), items, window }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is a few numbers, whole whatever the thread was doing that panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, once the sink has come near enough; `None` when there is none.
    fn next(&self) -> Option<usize> {
        let far = |s: &mut State| !s.ended && s.next < self.items && s.next >= s.passed + self.window;
        let mut state = self.changed.wait_while(self.state(), far).unwrap_or_else(PoisonError::into_inner);
        if state.ended || state.next >= self.items {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn passed(&self, count: usize) {
        self.state().passed = count;
        self.changed.notify_all();
    }
}

struct EndOnDrop<'a>(&'a Turns);

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        self.0.state().ended = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let items: Vec<usize> = (0..500).collect();
        for jobs in [0, 1, 2, 3, 16, 1000] {
            let mut got = Vec::new();
            let slow_when_early =
                |&k: &usize| (0..(500 - k) * 20).fold(k, |a, b| std::hint::black_box(a ^ b ^ b));
            in_order(&items, jobs, slow_when_early, |k| {
                got.push(k);
                ControlFlow::Continue(())
            });
            assert_eq!(got, items, "{jobs} jobs");
        }
    }

    #[test]
    fn nobody_runs_far_ahead() {
        let (begun, passed, jobs) = (AtomicUsize::new(0), AtomicUsize::new(0), 4);
        let most = AtomicUsize::new(0);
        let work = |_: &()| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - passed.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
        };
        in_order(&[(); 1000], jobs, work, |()| {
            passed.fetch_add(1, Ordering::SeqCst);
            ControlFlow::Continue(())
        });
        assert_eq!(passed.into_inner(), 1000);
        assert!(most.into_inner() <= jobs * IN_HAND + 1);
    }

    #[test]
    fn the_sink_can_break_off() {
        for jobs in [1, 4] {
            let mut got = 0;
            in_order(
                &[(); 100],
                jobs,
                |()| (),
                |()| {
                    got += 1;
                    if got == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(got, 7);
        }
    }

    #[test]
    fn a_panic_arrives_and_nothing_hangs() {
        let items: Vec<usize> = (0..100).collect();
        let caught = catch_unwind(|| {
            in_order(&items, 4, |&k| assert!(k != 50, "fifty"), |()| ControlFlow::Continue(()));
        });
        assert!(caught.is_err());
        let caught = catch_unwind(|| in_order(&items, 4, |&k| k, |k| panic!("{k}")));
        assert!(caught.is_err());
    }
}
