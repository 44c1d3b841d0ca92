// SPDX-License-Identifier: Apache-2.0

import Diagrams

/// A full mind map of the resale scenario, typed in as test data.
///
/// It has the size and variety of a real sheet: ten branches, 56 items on up to three levels,
/// every marker, struck materials and a forced line break.
enum ResaleMap {
  static let window = DepartmentChip(id: "window", label: "一窗", colour: .jointWindow)
  static let registry = DepartmentChip(id: "registry", label: "登记", colour: .registry)
  static let tax = DepartmentChip(id: "tax", label: "税务", colour: .tax)
  static let housing = DepartmentChip(id: "housing", label: "住建", colour: .housing)

  static let map = MindMap(
    scenario: "S01",
    title: "不动产转移登记“一窗联办”情形思维导图",
    subtitle: "情形 01 / 21　个人对个人存量房买卖（改革后流程）",
    summary: "个人对个人存量房买卖的思维导图：十个主支、四个环节，承诺 3 个工作日办结。",
    root: MindMap.Root(lines: ["个人对个人", "存量房买卖"], subtitle: "转移登记　情形 01"),
    branches: [
      cases, law, parties, materials, flow, taxes, limits, visits, effects, risks,
    ],
    footer: MindMap.Footer(
      source: "依据：《不动产登记暂行条例》第二十条及实施细则第二十七、三十八条　｜　"
        + "时间与占用数据为示意，以仿真结果为准",
      code: "BDC-ZY-01", version: "V1.0", date: "2026-01-15"))

  private static let cases = MindMapBranch(
    number: "一", title: "适用情形",
    items: [
      MindMapItem("不动产已办首次登记，权属清晰无争议"),
      MindMapItem("买卖双方均为自然人（含共有）"),
      MindMapItem("无查封、预查封、异议登记在册"),
      MindMapItem("有抵押的，按“带押过户”联办", note: "抵押权同步变更或注销"),
    ])

  private static let law = MindMapBranch(
    number: "二", title: "法律依据",
    items: [
      MindMapItem("《民法典》第二百零九条", note: "物权变动经依法登记发生效力"),
      MindMapItem("《不动产登记暂行条例》第十四、二十条", note: "双方共同申请；30 个工作日办结"),
      MindMapItem("《实施细则》第二十七条、第三十八条", note: "买卖转移登记的情形与申请材料"),
    ])

  private static let parties = MindMapBranch(
    number: "三", title: "申请主体",
    items: [
      MindMapItem("出卖人（全体共有人到场或远程签署）"),
      MindMapItem("买受人（含按份、共同共有）"),
      MindMapItem("委托代理人", note: "公证委托，或在窗口现场签署委托书"),
      MindMapItem("未成年人由监护人代为申请"),
    ])

  private static let materials = MindMapBranch(
    number: "四", title: "申请材料",
    items: [
      MindMapItem(
        "提交 2 件", id: "b4.k",
        children: [
          MindMapItem("不动产权属证书原件"),
          MindMapItem("授权委托书", note: "有代理人的"),
        ]),
      MindMapItem(
        "核验 1 件", id: "b4.e",
        children: [MindMapItem("身份证明", note: "电子证照或当场核验，不收复印件")]),
      MindMapItem(
        "免交 12 件", id: "b4.d",
        children: [
          MindMapItem("登记申请书", cancellation: "免填单·系统生成"),
          MindMapItem("税源信息申报表", cancellation: "免填单·系统生成"),
          MindMapItem("买卖合同（网签备案）", id: "b4.d3", cancellation: "住建·数据共享"),
          MindMapItem("完税或减免税凭证", cancellation: "税务·数据共享"),
          MindMapItem("户口簿、婚姻及住房材料", cancellation: "公安、民政·数据共享"),
          MindMapItem("购房资格材料", cancellation: "住建·数据共享"),
          MindMapItem("上手发票、契税票", cancellation: "税务·数据共享"),
          MindMapItem("资金监管协议", cancellation: "住建·数据共享"),
          MindMapItem("权属状况查档证明", cancellation: "登记·内部核查"),
          MindMapItem("抵押注销材料", cancellation: "登记·数据共享"),
          MindMapItem("维修资金结清证明", cancellation: "无法律依据，取消"),
          MindMapItem("水、电、气过户申请", cancellation: "一表联办"),
        ]),
    ])

  private static let flow = MindMapBranch(
    number: "五", title: "办理流程",
    items: [
      MindMapItem("综合受理", note: "一套材料，一次签署 · 24 分钟", step: "1", department: window),
      MindMapItem(
        "并联审核\\n三家同启，全部通过", step: "2", gateway: .parallel,
        children: [
          MindMapItem("权属初审", note: "12 分钟", department: registry),
          MindMapItem("核税", note: "12 分钟", department: tax),
          MindMapItem("住建核验", note: "6 分钟", department: housing),
        ]),
      MindMapItem(
        "判断：会审结果", gateway: .exclusive,
        children: [
          MindMapItem("通过 95%，进入缴费"),
          MindMapItem("补正 4%，只重做未通过的一支"),
          MindMapItem("不予登记 1%，书面告知"),
        ]),
      MindMapItem("在线缴纳税费", note: "一张账单合并缴清 · 4 分钟", step: "3", department: tax),
      MindMapItem("复审登簿、缮证送达", note: "13 分钟，可邮寄", step: "4", department: registry),
    ])

  private static let taxes = MindMapBranch(
    number: "六", title: "税费",
    items: [
      MindMapItem("买方契税 1%–3%", note: "按面积与家庭套数核定"),
      MindMapItem("卖方个人所得税", note: "核定 1% 或差额 20%；满五唯一免征"),
      MindMapItem("卖方增值税及附加", note: "住房持有年限达到规定的免征"),
      MindMapItem("登记费", note: "住宅 80 元/件，非住宅 550 元/件"),
    ])

  private static let limits = MindMapBranch(
    number: "七", title: "办理时限",
    items: [
      MindMapItem("法定 30 个工作日", note: "条例第二十条"),
      MindMapItem("承诺 3 个工作日", note: "法定时限的 10%；改革前 10 个", isConclusion: true),
      MindMapItem("岗位净用时约 67 分钟", note: "各岗众数合计"),
    ])

  private static let visits = MindMapBranch(
    number: "八", title: "跑动次数",
    items: [
      MindMapItem("改革前 6 次", note: "办事大厅 3 次，水电气 3 次"),
      MindMapItem("改革后 1 次", note: "全程网办的，为 0 次", isConclusion: true),
    ])

  private static let effects = MindMapBranch(
    number: "九", title: "四减成效",
    items: [
      MindMapItem("减材料　26 → 2 件次"),
      MindMapItem("减环节　8 → 4 个"),
      MindMapItem("减时限　10 → 3 工作日"),
      MindMapItem("减跑动　6 → 1 次"),
    ])

  private static let risks = MindMapBranch(
    number: "十", title: "风险提示",
    items: [
      MindMapItem("受理后被查封：登簿前自动复核"),
      MindMapItem("代签冒名：人脸核身并留痕"),
      MindMapItem("合同价明显偏低：转税务评估"),
    ])
}
