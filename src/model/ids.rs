//! Numbers of things within one document (or one dossier), apart by type so that they cannot be confused.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $prefix:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the element at `index`.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in the document's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        /// As in JSON: a letter for the kind and a number from 1.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), u64::from(self.0) + 1)
            }
        }
    )*};
}

ids! {
    /// A document of the dossier.
    DocId => "d",
    /// A block of the reading text.
    BlockId => "b",
    /// A section of the outline.
    SectionId => "s",
    /// An actor of one document.
    ActorId => "a",
    /// A place of one document.
    PlaceId => "p",
    /// A time expression.
    TimeId => "t",
    /// A dated (or explicitly undated) event.
    EventId => "e",
    /// An attribution.
    AttributionId => "q",
    /// A claim.
    ClaimId => "c",
    /// An actor across the documents of a dossier.
    DossierActorId => "A",
}
