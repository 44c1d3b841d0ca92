// SPDX-License-Identifier: Apache-2.0

/// What a pool whose services may be interrupted has besides its ``PoolState``.
struct InterruptionState: BitwiseCopyable {
  var preemption: PlanPool.Preemption

  /// The services in progress, by the beginning of their present stretch.
  var inProgress = ServiceList()
  /// Those that wait for any server, ahead of all who wait in their class.
  ///
  /// Of a class the last one comes first. They are callable tokens of the pool.
  var stopped = ServiceList()
  /// Those that wait for a server who comes on duty, by the instant of their first start.
  var suspended = ServiceList()
  /// Bit c is set while class c has a stopped service.
  var stoppedClasses: UInt8 = 0
  /// Suspended services that go on with the starts of this instant.
  var returning = 0

  /// The rows of the samplers of how long a server holds and is repaired; -1 where none breaks down.
  var up: Int32 = -1
  var repair: Int32 = -1
  /// The key of the draws of breakdowns in this replication.
  var key: UInt64 = 0
  /// The servers that may break down in their table.
  var firstServer: Int32 = 0
  var serverCount: Int32 = 0
  /// Servers on duty that are down, since when, and the integral before.
  var down: Int64 = 0
  var downSince: Int64 = 0
  var downArea: Int128 = 0

  var interruptions = 0
  /// Work that was done in vain.
  var lost: Int128 = 0

  init(_ pool: PlanPool) { preemption = pool.preemption }

  func deallocate() {
    inProgress.deallocate()
    stopped.deallocate()
    suspended.deallocate()
  }

  /// Starts the statistics anew; the state stays.
  mutating func resetTallies() { (interruptions, lost, downArea) = (0, 0, 0) }

  /// Adds a service at the head of its class.
  mutating func stop(_ service: InterruptibleService) {
    stopped.append(service)
    stoppedClasses |= 1 << service.priority
  }

  /// Takes the first stopped service of a class; there must be one.
  mutating func takeStopped(of priority: Int) -> InterruptibleService {
    var place = stopped.count - 1
    while place > 0, Int(stopped[place].priority) != priority { place -= 1 }
    let service = stopped.remove(at: place)
    stoppedClasses = 0
    for index in 0..<stopped.count { stoppedClasses |= 1 << stopped[index].priority }
    return service
  }

  /// Adds a service to those that wait for a server who comes on duty.
  mutating func suspend(_ service: InterruptibleService) {
    var place = suspended.count
    while place > 0, suspended[place - 1].begun > service.begun { place -= 1 }
    suspended.insert(service, at: place)
  }

  /// Returns the place in progress of the service whose end has a number.
  func place(endingBy number: UInt32) -> Int? {
    var place = 0
    while place < inProgress.count {
      if inProgress[place].number == number { return place }
      place += 1
    }
    return nil
  }

  /// Returns the place of the service whose server a better class takes: of the worst class in
  /// progress the one that began last; `nil` if none is of a worse class.
  func place(worseThan priority: Int) -> Int? {
    var worst = priority
    var found: Int?
    for place in 0..<inProgress.count where !inProgress[place].isPromised {
      let own = Int(inProgress[place].priority)
      if own > priority, own >= worst {
        worst = own
        found = place
      }
    }
    return found
  }
}
