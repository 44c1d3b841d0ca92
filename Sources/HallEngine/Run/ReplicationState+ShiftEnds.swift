// SPDX-License-Identifier: Apache-2.0

/// Ends of shifts at pools that do not finish what is in progress then.
extension ReplicationState {
  /// Stops services that have lost their servers, or lets those go on whose servers come on duty,
  /// after a change of the servers on duty from a number.
  @inline(never)
  mutating func changeShift(_ index: Int, from before: Int64) {
    let pool = pools[index]
    let after = pool.pointee.effective
    if after < before {
      guard pool.pointee.atClose == .suspend || pool.pointee.atClose == .handOver else { return }
      // Who is idle or away leaves first, then those who began last.
      while pool.pointee.busy > after {
        let last = interruptions[index].pointee.inProgress.count - 1
        var service = interrupt(last, index)
        if pool.pointee.atClose == .handOver {
          putAtHead(service, index)
        } else {
          goAway(&service)
          interruptions[index].pointee.suspend(service)
        }
      }
    } else {
      // Servers who leave but are still at work, or away, are not among those who come.
      let present = max(before, pool.pointee.busy + pool.pointee.away)
      letReturn(Int(max(0, after - present)), index)
    }
  }

  /// Lets as many suspended services go on as servers come on duty, those first that began first.
  private mutating func letReturn(_ servers: Int, _ index: Int) {
    let state = interruptions[index]
    let count = min(servers, state.pointee.suspended.count)
    guard count > 0 else { return }
    if state.pointee.preemption == .none {
      state.pointee.returning = count
      return
    }
    // A better class that waits would interrupt them at once: they wait at the head of their class.
    for place in (0..<count).reversed() {
      var service = state.pointee.suspended.remove(at: place)
      comeBack(&service)
      putAtHead(service, index)
    }
  }

  /// Sends the applicant of a service that is suspended out of the hall, if there.
  private mutating func goAway(_ service: inout InterruptibleService) {
    let record = cases + service.slot
    guard nodes[service.node].pointee.presence == .inHall, record.pointee.presence == .inHall
    else { return }
    changePresence(record, .pause)
    service.isOutside = true
  }

  /// Brings the applicant of a suspended service back: on the same day it is the same trip.
  mutating func comeBack(_ service: inout InterruptibleService) {
    service.hallSince = now
    guard service.isOutside else { return }
    service.isOutside = false
    let record = cases + service.slot
    if record.pointee.presence != .inHall { changePresence(record, .inHall) }
  }
}
