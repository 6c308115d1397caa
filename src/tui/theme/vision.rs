//! How colours are seen: contrast (WCAG 2), distance (OKLab), and the eyes of those who see fewer of them.

/// A colour as the screen has it.
pub type Rgb = (u8, u8, u8);

fn linear(v: u8) -> f64 {
    let v = f64::from(v) / 255.0;
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn channels((r, g, b): Rgb) -> [f64; 3] {
    [linear(r), linear(g), linear(b)]
}

/// Contrast ratio of WCAG 2, from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |c| {
        let [r, g, b] = channels(c);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (x, y) = (luminance(a) + 0.05, luminance(b) + 0.05);
    x.max(y) / x.min(y)
}

/// Matrices on linear RGB for full severity: Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation
/// of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table 1 (severity 1.0).
pub const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

/// Distance in OKLab (Ottosson 2020) as these eyes see two colours; 0.02 is about the least that anyone notices side
/// by side.
pub fn distance(a: Rgb, b: Rgb, eyes: &[[f64; 3]; 3]) -> f64 {
    let lab = |c| {
        let c = channels(c);
        let seen = eyes.map(|row| (row[0] * c[0] + row[1] * c[1] + row[2] * c[2]).clamp(0.0, 1.0));
        oklab(seen)
    };
    let (x, y) = (lab(a), lab(b));
    x.iter().zip(y).map(|(p, q)| (p - q).powi(2)).sum::<f64>().sqrt()
}

fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

#[test]
fn known_values() {
    assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.01);
    let [l, a, b] = oklab([1.0, 1.0, 1.0]);
    assert!((l - 1.0).abs() < 0.001 && a.abs() < 0.001 && b.abs() < 0.001);
    // White stays white for all eyes.
    for (name, eyes) in &EYES {
        assert!(distance((255, 255, 255), (254, 254, 254), eyes) < 0.02, "{name}");
    }
    // Red and green of one lightness: far for most, near for those without the long cones.
    let (red, green) = ((200, 60, 40), (100, 120, 30));
    assert!(distance(red, green, &EYES[0].1) > 2.0 * distance(red, green, &EYES[2].1));
}
