//! 科技创新: who reports, what is asked, and what is published.

/// A county: code, name, name on its own sheet, size.
pub(crate) struct County {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) on_sheet: &'static str,
    /// how it was called in the first quarter of 2020, when that was different
    pub(crate) then: Option<&'static str>,
    pub(crate) weight: u64,
}

const fn county(
    code: &'static str,
    name: &'static str,
    on_sheet: &'static str,
    then: Option<&'static str>,
    weight: u64,
) -> County {
    County {
        code,
        name,
        on_sheet,
        then,
        weight,
    }
}

/// 襄都区 and 信都区 took in parts of 邢台县, so their figures of 2020 are rearranged; 任县 and 南
/// 和县 were only renamed.
pub(crate) const COUNTIES: [County; 19] = [
    county("130502", "襄都区", "襄都区科学技术局", None, 8),
    county("130503", "信都区", "信都区科学技术局", None, 10),
    county("130505", "任泽区", "任泽区科技局", Some("任县"), 6),
    county("130506", "南和区", "南和区", Some("南和县"), 6),
    county("130522", "临城县", "临城县科学技术局", None, 4),
    county("130523", "内丘县", "内丘县科技局", None, 4),
    county("130524", "柏乡县", "柏乡县", None, 3),
    county("130525", "隆尧县", "隆尧县科学技术局", None, 6),
    county("130528", "宁晋县", "宁晋县科技局", None, 11),
    county("130529", "巨鹿县", "巨鹿县", None, 6),
    county("130530", "新河县", "新河县科学技术局", None, 2),
    county("130531", "广宗县", "广宗县科技局", None, 3),
    county("130532", "平乡县", "平乡县", None, 5),
    county("130533", "威县", "威县科学技术局", None, 5),
    county("130534", "清河县", "清河县科技局", None, 10),
    county("130535", "临西县", "临西县", None, 4),
    county("130581", "南宫市", "南宫市科学技术局", None, 4),
    county("130582", "沙河市", "沙河市科技局", None, 7),
    county("130571", "河北邢台经济开发区", "邢台经济开发区", None, 9),
];

/// Code, wording, measure unit of every row, in the scheme's order.
pub(crate) const ROWS: [(&str, &str, &str); 16] = [
    ("hte_new", "高新技术企业新增", "家"),
    ("hte_new_large", "    其中：规模以上", "家"),
    ("hte_total", "高新技术企业总数", "家"),
    ("sme_new", "科技型中小企业新增", "家"),
    ("sme_total", "科技型中小企业总数", "家"),
    ("space_national", "国家级众创空间总数", "家"),
    ("incubator_national", "国家级科技企业孵化器总数", "家"),
    ("star_new", "省级星创天地新增", "家"),
    ("giant_new", "省级农业科技小巨人企业新增", "家"),
    ("platform_new", "省级以上创新平台新建", "家"),
    ("contract", "技术合同成交额", "万元"),
    ("contract_out", "    其中：技术输出", "万元"),
    ("fund", "争取省科技资金", "万元"),
    ("fund_projects", "争取省科技资金项目数", "个"),
    ("award", "省科技进步奖", "项"),
    ("talent_total", "科技型中小企业创新英才总数", "人"),
];

/// The city's published figures of 2020, which the invented counties add up to.
pub(crate) const PUBLISHED: [(&str, i64); 12] = [
    ("hte_new", 125),
    ("hte_total", 450),
    ("sme_new", 526),
    ("sme_total", 7141),
    ("space_national", 7),
    ("incubator_national", 1),
    ("star_new", 37),
    ("giant_new", 43),
    ("platform_new", 68),
    ("fund", 9826),
    ("fund_projects", 72),
    ("award", 14),
];

/// Targets of 2021 that are published.
pub(crate) const PUBLISHED_TARGETS: [(&str, i64); 4] = [
    ("hte_new", 150),
    ("sme_new", 500),
    ("platform_new", 70),
    ("contract", 380_000),
];
