//! What a word may be, as a set of flags.

pub const COMMON: u32 = 1;
pub const FUNCTION: u32 = 1 << 1;
pub const GIVEN: u32 = 1 << 2;
pub const SURNAME: u32 = 1 << 3;
pub const ORG_TAIL: u32 = 1 << 4;
pub const ORG_WEAK: u32 = 1 << 5;
pub const ORG_OF: u32 = 1 << 6;
pub const PLACE_TAIL: u32 = 1 << 7;
pub const PLACE_OPEN: u32 = 1 << 8;
pub const PLACE_NOUN_AFTER: u32 = 1 << 9;
pub const PLACE_NOUN_OF: u32 = 1 << 10;
pub const PLACE_PREPOSITION: u32 = 1 << 11;
pub const PARTICLE: u32 = 1 << 12;
pub const SAYS: u32 = 1 << 13;
pub const GOVERNS: u32 = 1 << 14;
pub const GOVERNMENT_BEFORE: u32 = 1 << 15;
pub const VENUE_BEFORE: u32 = 1 << 16;
pub const VENUE_NOUN: u32 = 1 << 17;
pub const MEMBERS: u32 = 1 << 18;
pub const DATE: u32 = 1 << 19;
pub const NOT_NAME: u32 = 1 << 20;
pub const NOT_ACRONYM: u32 = 1 << 21;
pub const DIPLOMATIC: u32 = 1 << 22;
pub const MEMBER: u32 = 1 << 23;
/// Behind a person's surname, it makes the name of an organisation.
pub const ORG_OF_PERSON: u32 = 1 << 24;
/// A text, a law or a rule: no actor.
pub const WORK: u32 = 1 << 25;
/// Behind a hyphen, the second syllable of a given name.
pub const SYLLABLE: u32 = 1 << 26;
/// Tells an institution from a thing.
pub const INSTITUTIONAL: u32 = 1 << 27;
/// Stands right before the name of a company or a medium: "the law firm X".
pub const NAMES_BODY: u32 = 1 << 28;
/// "Mr", "he"; "Mrs", "she".
pub const MAN: u32 = 1 << 29;
pub const WOMAN: u32 = 1 << 30;
