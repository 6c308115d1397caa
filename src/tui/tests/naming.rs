use super::harness::Explorer;
use crate::model::DossierActorId;
use crate::tui::naming::{both, name};
use crate::tui::symbols::UNICODE;

#[test]
fn the_short_name_stands_where_the_whole_one_has_no_room() {
    let text = "The Council for River Research (CRR) met on 3 May 2020. The CRR warned of floods.\n";
    let dossier = Explorer::open(&[text]).app.dossier;
    let id = DossierActorId::new(0);
    let at = |columns| both(&dossier, id, columns, &UNICODE);
    assert_eq!(at(40), "Council for River Research");
    assert_eq!(at(24), "CRR – Council for River…");
    assert_eq!(at(9), "CRR");
    assert_eq!(name(&dossier, id, 9), "CRR");
}

#[test]
fn two_of_one_name_are_not_shortened_to_it() {
    let text = "Ada Okafor met Ben Okafor and Carla Brandt on 3 May 2020. Ms Okafor said Brandt was late. Mr Okafor said \
                that Brandt was not.\n";
    let dossier = Explorer::open(&[text]).app.dossier;
    let shown: Vec<&str> =
        (0..dossier.actors.len()).map(|k| name(&dossier, DossierActorId::new(k), 6)).collect();
    assert!(shown.contains(&"Brandt") && !shown.contains(&"Okafor"), "{shown:?}");
}
