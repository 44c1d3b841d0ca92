// SPDX-License-Identifier: Apache-2.0

/// The five aims of the joint window (一窗联办五项), each read off the flow and the papers.
package struct WindowAims: Sendable, Hashable {
  /// One aim.
  package enum Aim: String, Sendable, Hashable, CaseIterable {
    /// 一次取号: no planned route takes two tickets.
    case oneTicket
    /// 免填表单: no planned route has the applicant fill in forms in the hall.
    case noForms
    /// 只进一窗: no planned route has stages at two kinds of window.
    case oneWindow
    /// 一套材料: no paper is handed in twice.
    case onePaperSet
    /// 在线缴费: taxes and fees are paid, and never at a window.
    case onlinePayment
  }

  /// Whether an aim is met, and on what that rests.
  package struct Verdict: Sendable, Hashable {
    /// Whether it is met.
    package var isMet: Bool
    /// Node ids (papers for ``Aim/onePaperSet``): what meets the aim, or what stands against it.
    package var evidence: [String]
  }

  private let verdicts: [Aim: Verdict]

  /// Judges a flow with the papers that go with it.
  ///
  /// - Parameters:
  ///   - flow: The flow.
  ///   - handIns: How often each paper is handed in.
  ///   - paymentSteps: The ids of the steps at which taxes or fees are paid.
  package init(
    _ flow: Flow, handIns: [(material: String, times: Int)], paymentSteps: Set<String>
  ) {
    let routes = PlannedRoutes(flow)
    func task(_ node: FlowNode) -> FlowTask? {
      if case .task(let task) = node.kind { task } else { nil }
    }
    func ids(_ isMeant: (FlowNode, FlowTask) -> Bool) -> [String] {
      routes.nodes.filter { node in task(node).map { isMeant(node, $0) } ?? false }.map(\.id)
    }
    /// An aim that no route may pass two of.
    func single(_ key: (FlowNode) -> String?) -> Verdict {
      let against = routes.together(key)
      guard against.isEmpty else { return Verdict(isMet: false, evidence: against) }
      return Verdict(isMet: true, evidence: routes.nodes.filter { key($0) != nil }.map(\.id))
    }
    func isPayment(_ task: FlowTask) -> Bool {
      task.step.map { paymentSteps.contains($0.value) } ?? false
    }
    let forms = ids { _, task in
      task.kind == .applicant && task.isInHall && !isPayment(task)
    }
    let payments = ids { _, task in isPayment(task) }
    // Who pays on the phone while in the hall pays online; who needs a window does not.
    let atWindow = payments.filter { flow[$0].flatMap { task($0) }?.pool != nil }
    let repeated = handIns.filter { $0.times > 1 }.map(\.material)
    verdicts = [
      // Tickets of trips that were not planned, such as a failed delivery, do not count.
      .oneTicket: single { node in
        node.visit != nil && task(node)?.newTicket == true ? node.id : nil
      },
      .noForms: Verdict(isMet: forms.isEmpty, evidence: forms),
      .oneWindow: single { node in
        guard node.visit != nil, node.stage != nil, let task = task(node), task.isAtCounter
        else { return nil }
        return task.pool?.value
      },
      .onePaperSet: Verdict(
        isMet: repeated.isEmpty, evidence: repeated.isEmpty ? handIns.map(\.material) : repeated),
      .onlinePayment: Verdict(
        isMet: !payments.isEmpty && atWindow.isEmpty,
        evidence: atWindow.isEmpty ? payments : atWindow),
    ]
  }

  /// Returns the verdict on an aim.
  package subscript(aim: Aim) -> Verdict {
    verdicts[aim] ?? Verdict(isMet: false, evidence: [])
  }

  /// How many of the five are met.
  package var metCount: Int { Aim.allCases.count { self[$0].isMet } }
}
