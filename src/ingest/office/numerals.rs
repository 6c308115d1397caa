//! Numbers of headings and list items, as an office program writes them.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ingest) enum Numeral {
    #[default]
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// No number: a bullet.
    Bullet,
    /// No number at all.
    None,
}

impl Numeral {
    /// By its name in Office Open XML.
    pub fn of_docx(name: &str) -> Self {
        match name {
            "lowerLetter" => Numeral::LowerLetter,
            "upperLetter" => Numeral::UpperLetter,
            "lowerRoman" => Numeral::LowerRoman,
            "upperRoman" => Numeral::UpperRoman,
            "bullet" => Numeral::Bullet,
            "none" => Numeral::None,
            _ => Numeral::Decimal,
        }
    }

    /// By its sample in OpenDocument.
    pub fn of_odt(sample: &str) -> Self {
        match sample {
            "a" => Numeral::LowerLetter,
            "A" => Numeral::UpperLetter,
            "i" => Numeral::LowerRoman,
            "I" => Numeral::UpperRoman,
            "" => Numeral::None,
            _ => Numeral::Decimal,
        }
    }

    /// A number written this way.
    pub fn write(self, number: u32) -> String {
        match self {
            Numeral::Decimal => number.to_string(),
            Numeral::LowerLetter => letters(number, b'a'),
            Numeral::UpperLetter => letters(number, b'A'),
            Numeral::LowerRoman => roman(number).to_ascii_lowercase(),
            Numeral::UpperRoman => roman(number),
            Numeral::Bullet | Numeral::None => String::new(),
        }
    }
}

/// a … z, aa, bb …: as word processors count on.
fn letters(number: u32, first: u8) -> String {
    let k = number.max(1) - 1;
    let letter = char::from(first + u8::try_from(k % 26).unwrap_or(0));
    // Nobody numbers further by letters.
    std::iter::repeat_n(letter, (k / 26 + 1).min(8) as usize).collect()
}

/// Signs of Roman numbers and what they are worth, the largest first.
const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut number: u32) -> String {
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// What a Roman number in small letters or capitals is worth, if it is written as one is.
pub(in crate::ingest) fn roman_value(word: &str) -> Option<u32> {
    /// The longest below 4000: "mmmdccclxxxviii".
    const LONGEST: usize = 15;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut rest = word.to_ascii_uppercase();
    let mut value = 0;
    for (worth, sign) in SIGNS {
        while let Some(behind) = rest.strip_prefix(sign) {
            rest = behind.to_owned();
            value += worth;
        }
    }
    (rest.is_empty() && roman(value).eq_ignore_ascii_case(word)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_hand() {
        let all = |n: Numeral, numbers: [u32; 4]| numbers.map(|k| n.write(k)).join(" ");
        assert_eq!(all(Numeral::Decimal, [0, 1, 9, 40]), "0 1 9 40");
        assert_eq!(all(Numeral::LowerLetter, [1, 26, 27, 54]), "a z aa bbb");
        assert_eq!(all(Numeral::UpperRoman, [1, 4, 1999, 4000]), "I IV MCMXCIX 4000");
        assert_eq!(all(Numeral::LowerRoman, [0, 9, 14, 40]), "0 ix xiv xl");
        assert_eq!(Numeral::UpperLetter.write(u32::MAX).len(), 8);
        for number in 1..4000 {
            assert_eq!(roman_value(&roman(number)), Some(number));
        }
        assert_eq!(["civil", "ill", "iiii", "", "4"].map(roman_value), [None; 5]);
    }
}
