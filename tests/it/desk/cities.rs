//! A new ledger for a city, as the start screen asks for it.

use super::{ask, desk, ok};
use serde_json::{Value, json};

#[test]
fn a_new_ledger_is_for_the_city_and_for_those_who_were_ticked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("咸宁.xbh");
    let desk = desk(&[], Some(std::slice::from_ref(&path)));
    let pick = json!({ "purpose": "new-ledger", "suggested": "" });
    ok(&desk, "pick", &pick);
    let found = ok(&desk, "find_cities", &json!({ "text": "咸宁" }));
    let city = found[0]["code"].as_str().unwrap();
    assert_eq!(
        (city, found[0]["units"].as_u64()),
        ("421200", Some(7)),
        "six counties and the zone without a code"
    );
    let units = ok(&desk, "city_units", &json!({ "city": city }));
    let reports = |unit: &&Value| unit["name"] != "嘉鱼县" && unit["name"] != "咸宁高新区";
    let codes = units.as_array().unwrap().iter().filter(reports);
    let codes = codes.map(|unit| unit["code"].clone()).collect::<Vec<_>>();
    let make = |scheme: &str| {
        let who = (city, &codes);
        json!({ "path": path, "scheme": scheme, "city": who.0, "reports": who.1 })
    };
    // a scheme for other units makes none, and leaves nothing behind
    let refused = ask(&desk, "create_ledger", &make("luan-2020"));
    assert_eq!(refused.unwrap_err().code, "city.of-one");
    assert!(!path.exists());
    let made = ok(&desk, "create_ledger", &make("kjcx"));
    let names = made["units"].as_array().unwrap().iter();
    let names = names.map(|unit| unit["name"].as_str().unwrap());
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["咸安区", "通城县", "崇阳县", "通山县", "赤壁市", "市直"]
    );
    assert_eq!(made["organiser"], "咸宁市科学技术局");
}
