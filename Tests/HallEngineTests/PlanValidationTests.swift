// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

/// Plans and settings that must be refused and never run.
struct PlanValidationTests {
  private static var good: EnginePlan {
    TestPlans.single(PlanPool(servers: 1), service: 1, instants: [(0, 0)])
  }

  private static func roster(
    pool: Int = 0, shifts: [Int] = [1], duty: Roster.Duty? = nil, dayKinds: [Int?] = [0],
    absence: Double = 0.5, group: Int = 0
  ) -> Roster {
    let duty = duty ?? .init(shift: 0, server: 0, start: 0, end: 5)
    return Roster(
      pool: pool, groups: [group], shifts: shifts, days: [.init(openings: [], duties: [duty])],
      dayKinds: dayKinds, absence: .init(probability: absence, streamKey: 1))
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var spoil: @Sendable (inout EnginePlan) -> Void
  }

  /// A day of arrivals that waves add to.
  private static func waves(days: [Int], parts: [Double]) -> PlanStream.Arrivals {
    var rate = PlanStream.Poisson(
      expectedPerDay: [0], profiles: [[.init(start: 0, end: HallEngine.day, weight: 1)]])
    rate.waves = PlanStream.Waves(
      days: days, expectedPerDay: [1], parts: parts, cases: .constant(1), arrivalsPerCase: 1,
      streamKey: 1)
    return .poisson(rate)
  }

  static let faults: [Fault] = [
    Fault(testDescription: "edge to nowhere") {
      $0.nodes[1] = PlanNode(.untilOpen(schedule: 0, next: PlanEdge(9)))
    },
    Fault(testDescription: "no such schedule") {
      $0.nodes[1] = PlanNode(.untilOpen(schedule: 0, next: PlanEdge(0, isBackEdge: true)))
    },
    Fault(testDescription: "no such pool") {
      $0.nodes[0] = PlanNode(.serve(.init(pool: 3, time: .constant(1), next: PlanEdge(1))))
    },
    Fault(testDescription: "no such rounds") {
      $0.nodes[0] = PlanNode(.delay(.init(time: .constant(1), rounds: 0, next: PlanEdge(1))))
    },
    Fault(testDescription: "no such start") { $0.scenarios[0].start = -1 },
    Fault(testDescription: "priority 8") { $0.scenarios[0].priority = 8 },
    Fault(testDescription: "cycle without back edge") {
      $0.nodes[1] = PlanNode(.delay(.init(time: .constant(1), next: PlanEdge(0))))
    },
    Fault(testDescription: "probabilities sum to 0.9") {
      $0.nodes[0] = PlanNode(
        .choose(.probability([.init(0.5, PlanEdge(1)), .init(0.4, PlanEdge(1))])))
    },
    Fault(testDescription: "negative probability") {
      $0.nodes[0] = PlanNode(
        .choose(.probability([.init(1.5, PlanEdge(1)), .init(-0.5, PlanEdge(1))])))
    },
    Fault(testDescription: "empty choice") {
      $0.nodes[0] = PlanNode(.choose(.attribute(slot: 0, lists: [])))
    },
    Fault(testDescription: "empty split") { $0.nodes[0] = PlanNode(.split([])) },
    Fault(testDescription: "join 16") {
      $0.nodes[0] = PlanNode(.join(index: 16, tokens: 1, next: PlanEdge(1)))
    },
    Fault(testDescription: "two joins with one counter") {
      $0.nodes = [
        PlanNode(.join(index: 0, tokens: 1, next: PlanEdge(1))),
        PlanNode(.join(index: 0, tokens: 1, next: PlanEdge(2))), PlanNode(.end(.done)),
      ]
    },
    Fault(testDescription: "patience without leave edge") {
      $0.nodes[0] = PlanNode(
        .serve(.init(pool: 0, time: .constant(1), patience: .constant(1), next: PlanEdge(1))))
    },
    Fault(testDescription: "a pool held twice") {
      var service = PlanNode.Service(pool: 0, time: .constant(1), next: PlanEdge(1))
      service.others = [.init(pool: 0, servers: 1)]
      $0.nodes[0] = PlanNode(.serve(service))
    },
    Fault(testDescription: "no server held") {
      var service = PlanNode.Service(pool: 0, time: .constant(1), next: PlanEdge(1))
      service.servers = 0
      $0.nodes[0] = PlanNode(.serve(service))
    },
    Fault(testDescription: "another pool that is not there") {
      var service = PlanNode.Service(pool: 0, time: .constant(1), next: PlanEdge(1))
      service.others = [.init(pool: 1, servers: 1)]
      $0.nodes[0] = PlanNode(.serve(service))
    },
    Fault(testDescription: "a room task with patience") {
      var service = PlanNode.Service(
        pool: 0, time: .constant(1), patience: .constant(1), leave: PlanEdge(1), next: PlanEdge(1))
      service.servers = 2
      $0.nodes[0] = PlanNode(.serve(service))
    },
    Fault(testDescription: "a server kept in place 4") {
      var service = PlanNode.Service(pool: 0, time: .constant(1), next: PlanEdge(1))
      service.keepsServerIn = 4
      $0.nodes[0] = PlanNode(.serve(service))
    },
    Fault(testDescription: "too many servers to tell apart") {
      var service = PlanNode.Service(pool: 0, time: .constant(1), next: PlanEdge(1))
      service.excludesServersIn = [0]
      $0.nodes[0] = PlanNode(.serve(service))
      $0.pools[0].capacity = [.init(time: 0, capacity: 65_536)]
    },
    Fault(testDescription: "closure of probability 2") {
      $0.disturbances = PlanDisturbances(
        closures: [.init(startProbability: [2], lengths: [1], streamKey: 1)], outages: [])
    },
    Fault(testDescription: "closure of no length") {
      $0.disturbances = PlanDisturbances(
        closures: [.init(startProbability: [1], lengths: [], streamKey: 1)], outages: [])
    },
    Fault(testDescription: "negative number of outages") {
      $0.disturbances = PlanDisturbances(
        closures: [],
        outages: [.init(expectedPerDay: [-1], time: .constant(1), streamKey: 1)])
    },
    Fault(testDescription: "outage before the start") {
      $0.disturbances = PlanDisturbances(
        closures: [], outages: [.init(instants: [-1], time: .constant(1), streamKey: 1)])
    },
    Fault(testDescription: "outage that is not there") {
      $0.disturbances = PlanDisturbances(closures: [], outages: [])
      $0.nodes[0].stoppedBy = 1
    },
    Fault(testDescription: "negative closed capacity") {
      $0.disturbances = PlanDisturbances(closures: [], outages: [])
      $0.pools[0].closedCapacity = -1
    },
    Fault(testDescription: "negative absent call") { $0.pools[0].absentCallMicros = -1 },
    Fault(testDescription: "waves with a day too many") {
      $0.streams[0].arrivals = waves(days: [0, 1], parts: [1])
    },
    Fault(testDescription: "waves that bring nothing") {
      $0.streams[0].arrivals = waves(days: [0], parts: [0])
    },
    Fault(testDescription: "batches of no size in waves") {
      $0.scenarios[0].attributes = [.init(slot: 1, weights: [1, 0], streamKey: 1)]
      $0.scenarios[0].batch = .init(slot: 1, sharedSlots: [1], comesInWaves: true)
    },
    Fault(testDescription: "not a number") {
      $0.nodes[0] = PlanNode(.delay(.init(time: .constant(.nan), next: PlanEdge(1))))
    },
    Fault(testDescription: "negative sigma") {
      $0.nodes[0] = PlanNode(
        .delay(.init(time: Sampler(.lognormal(mu: 0, sigma: -1)), next: PlanEdge(1))))
    },
    Fault(testDescription: "mixture of mixtures") {
      let inner = Sampler(.mixture([.init(weight: 1, sampler: .constant(1))]))
      $0.nodes[0] = PlanNode(
        .delay(
          .init(
            time: Sampler(.mixture([.init(weight: 1, sampler: inner)])), next: PlanEdge(1))))
    },
    Fault(testDescription: "clamps out of order") {
      $0.nodes[0] = PlanNode(
        .delay(.init(time: Sampler(.constant(1), low: 2, high: 1), next: PlanEdge(1))))
    },
    Fault(testDescription: "capacity not from 0") {
      $0.pools[0].capacity = [.init(time: 1, capacity: 1)]
    },
    Fault(testDescription: "no capacity") { $0.pools[0].capacity = [] },
    Fault(testDescription: "negative capacity") { $0.pools[0].capacity[0].capacity = -1 },
    Fault(testDescription: "guarantee without priorities") {
      $0.pools[0].guarantee = .init(priority: 1, everyNthCall: 3)
    },
    Fault(testDescription: "nine groups") {
      $0.pools[0].groups = Array(repeating: .init(factor: 1), count: 9)
    },
    Fault(testDescription: "group without a factor") {
      $0.pools[0].groups = [.init(dailyFactors: [])]
    },
    Fault(testDescription: "group of factor 0") { $0.pools[0].groups = [.init(factor: 0)] },
    Fault(testDescription: "reserve without a forecast") {
      $0.pools[0].reserve = .init(most: 1, openAbove: 5, closeBelow: 2, dwell: 1)
    },
    Fault(testDescription: "reserve that opens and closes at once") {
      $0.pools[0].forecastMicros = 1
      $0.pools[0].reserve = .init(most: 1, openAbove: 5, closeBelow: 5, dwell: 1)
    },
    Fault(testDescription: "server of no group") { $0.rosters = [roster(group: 1)] },
    Fault(testDescription: "loan to no pool") {
      var lending = roster()
      lending.loans = [.init(pool: 1, servers: 1, start: 0, end: 5)]
      $0.rosters = [lending]
    },
    Fault(testDescription: "too many rows of groups") {
      $0.pools[0].groups = Array(repeating: .init(factor: 1), count: 8)
      $0.nodes += [PlanNode](repeating: $0.nodes[0], count: 600)
    },
    Fault(testDescription: "roster of no pool") { $0.rosters = [roster(pool: 4)] },
    Fault(testDescription: "shift larger than its pool") { $0.rosters = [roster(shifts: [2])] },
    Fault(testDescription: "duty of nobody") {
      $0.rosters = [roster(duty: .init(shift: 0, server: 1, start: 0, end: 5))]
    },
    Fault(testDescription: "duty that ends before it begins") {
      $0.rosters = [roster(duty: .init(shift: 0, server: 0, start: 5, end: 5))]
    },
    Fault(testDescription: "day of no kind") { $0.rosters = [roster(dayKinds: [1])] },
    Fault(testDescription: "absence for certain") { $0.rosters = [roster(absence: 1)] },
    Fault(testDescription: "instants out of order") {
      $0.streams[0].arrivals = .instants([5, 3], scenarios: [])
    },
    Fault(testDescription: "no mix") { $0.streams[0].arrivals = .instants([5], scenarios: []) },
    Fault(testDescription: "twin stream keys") { $0.streams.append($0.streams[0]) },
    Fault(testDescription: "profile sums to 2") {
      $0.streams[0].mix = [.init(scenario: 0)]
      $0.streams[0].arrivals = .poisson(
        .init(expectedPerDay: [1], profiles: [[.init(start: 0, end: 5, weight: 2)]]))
    },
    Fault(testDescription: "rounds out of order") { $0.rounds = [[3, 2]] },
    Fault(testDescription: "schedule out of order") {
      $0.schedules = [OpenSchedule([.init(start: 3, end: 2)])]
    },
    Fault(testDescription: "malformed clock") {
      $0.clock = WorkingClock(days: [[.init(start: 3, end: 2)]], standardDay: 5)
    },
    Fault(testDescription: "too many nodes") {
      $0.nodes += [PlanNode](repeating: PlanNode(.end(.done)), count: 4095)
    },
  ]

  @Test(arguments: faults)
  func refusesAFaultyPlan(_ fault: Fault) {
    var plan = Self.good
    #expect(plan.validate().isEmpty)
    plan.rosters = [Self.roster()]
    #expect(plan.validate().isEmpty)
    plan.rosters = []
    fault.spoil(&plan)
    let problems = plan.validate()
    #expect(!problems.isEmpty)
    let result = Replication(seed: 1).run(plan)
    #expect(result.stop == .badPlan(problems))
    #expect(result.created == 0)
  }

  @Test func refusesFaultySettings() {
    let faulty = [
      Replication(seed: 1, warmUpEnd: -1), Replication(seed: 1, warmUpEnd: 5, horizon: 4),
      Replication(seed: 1, liveCaseLimit: 0), Replication(seed: 1, liveCaseLimit: 1 << 20),
      Replication(seed: 1, livelockLimit: 0), Replication(seed: 1, eventLimit: 0),
      Replication(seed: 1, eventLimit: 1 << 32),
    ]
    for settings in faulty {
      guard case .badPlan = settings.run(Self.good).stop else {
        Issue.record("ran with \(settings)")
        continue
      }
    }
  }

  @Test func namesThePlaceOfAFault() {
    var plan = Self.good
    plan.nodes[0] = PlanNode(.serve(.init(pool: 3, time: .constant(1), next: PlanEdge(1))))
    #expect(plan.validate().map(\.description) == ["nodes[0]: names pool 3"])
  }
}
