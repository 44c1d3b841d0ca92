// SPDX-License-Identifier: Apache-2.0

import Testing
import TransferModel

/// What inclusive splits mean for the depth online and for planned routes.
struct InclusiveIndicatorTests {
  private typealias Make = SoundnessCheckTests
  private static let place = SourcePlace.start(of: "")

  private static func desk(_ next: String) -> FlowNodeKind {
    .task(
      FlowTask(
        kind: .window, step: nil, department: nil, pool: Located("DESK", at: place),
        time: Located(TimeLaw(.constant(5), unit: .elapsed, text: "5 min"), at: place), factor: 1,
        adjustments: [], newTicket: true, isInHall: true, patience: nil, leave: nil,
        next: Located(next, at: place)))
  }

  private static func flow(_ conditions: [(String, InclusiveBranch.Condition)]) -> Flow {
    Make.flow([
      (
        "s",
        .inclusive(
          conditions.map { InclusiveBranch(target: Located($0.0, at: place), condition: $0.1) })
      ),
      ("desk", desk("met")), ("home", Make.go("met")), ("other", desk("met")),
      ("met", Make.join("s", "out")), ("out", Make.end()),
    ])
  }

  private static func share(_ value: Double) -> InclusiveBranch.Condition {
    .share(Located(value, at: place))
  }

  private static func loan(_ value: String) -> InclusiveBranch.Condition {
    .attribute(
      Located("loan", at: place),
      [.init(value: Located(value, at: place), share: Located(1, at: place))])
  }

  private static func level(_ conditions: [(String, InclusiveBranch.Condition)]) -> OnlineDepth {
    let attribute = CaseAttribute(
      name: Located("loan", at: place),
      values: [(Located("yes", at: place), 0.5), (Located("no", at: place), 0.5)])
    return OnlineDepth(flow(conditions), channels: [], attributes: [attribute])
  }

  @Test func aRouteOnlineNeedsNoBranchThatIsNotCertain() {
    let depth = Self.level([("desk", Self.share(0.9)), ("home", Self.share(0.1))])
    #expect(depth.level == .full)
    #expect(depth.route == ["s", "home", "met", "out"])
    #expect(Self.level([("desk", Self.share(1)), ("home", Self.share(0.1))]).level == .none)
    #expect(Self.level([("desk", Self.share(0.1)), ("home", .rest)]).level == .full)
    // The rest is not taken where another branch always is.
    #expect(Self.level([("desk", Self.share(1)), ("home", .rest)]).level == .none)
    #expect(Self.level([("desk", Self.loan("yes")), ("home", .rest)]).level == .full)
    #expect(
      Self.level([("desk", Self.loan("yes")), ("other", Self.loan("no")), ("home", .rest)]).level
        == .none)
  }

  /// Two windows on one route are two tickets; what is taken instead of the others is one.
  @Test func branchesThatGoTogetherLieOnOneRoute() {
    func together(_ conditions: [(String, InclusiveBranch.Condition)]) -> [String] {
      PlannedRoutes(Self.flow(conditions)).together { node in
        if case .task = node.kind { node.id } else { nil }
      }
    }
    #expect(
      together([("desk", Self.share(0.5)), ("other", Self.share(0.5)), ("home", .rest)])
        == ["desk", "other"])
    #expect(
      together([("desk", Self.share(0.5)), ("home", Self.share(0.5)), ("other", .rest)]) == [])
    #expect(
      together([("desk", Self.share(0.5)), ("other", Self.share(0)), ("home", .rest)]) == [])
  }
}
