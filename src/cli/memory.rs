//! How the allocator treats large pieces of memory.

/// Bytes from which a piece is a mapping of its own, given back when it is freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const MAPPED: libc::c_int = 256 * 1024;

/// Has large pieces of memory given back to the system as soon as they are free. glibc raises the size from which it does so
/// with every large piece that is freed, up to 32 MB; the lists that extraction and linking grow and drop then leave holes
/// in each thread's heap, a third of what a long report needs. Elsewhere it does nothing.
pub fn give_back_large_pieces() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: `mallopt` takes two numbers and sets a field of the allocator under its lock; it is called before there is
        // a second thread. An allocator that does not know the option says so and stays as it is.
        #[allow(unsafe_code)]
        let known = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, MAPPED) };
        let _ = known;
    }
}
