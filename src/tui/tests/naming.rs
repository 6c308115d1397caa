use super::harness::Explorer;
use crate::model::DossierActorId;
use crate::tui::naming::{both_names, of_dossier_actor};
use crate::tui::symbols::UNICODE;

#[test]
fn the_short_name_stands_where_the_whole_one_has_no_room() {
    let text = "The Council for River Research (CRR) met on 3 May 2020. The CRR warned of floods.\n";
    let dossier = Explorer::open(&[text]).app.dossier;
    let id = DossierActorId::new(0);
    let at = |columns| both_names(&dossier, id, columns, &UNICODE);
    assert_eq!(at(40), "Council for River Research");
    assert_eq!(at(24), "CRR – Council for River…");
    assert_eq!(at(9), "CRR");
    assert_eq!(of_dossier_actor(&dossier, id, 9), "CRR");
}
