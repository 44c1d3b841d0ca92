// SPDX-License-Identifier: Apache-2.0

extension ExactTrace {
  /// The traces, by what they are about.
  static let table: [(title: String, traces: [ExactTrace])] = [
    (
      "Opening hours and closings",
      [
        ExactTrace(
          hours, "finishingDeskEndsWhatItHasBegun",
          "who comes before the opening waits; work in hand is finished in overtime, the queue waits"
        ),
        ExactTrace(
          hours, "drainingDeskServesWhoCameBeforeTheClosing",
          "a draining desk serves all who came before the closing and nobody after it"),
        ExactTrace(
          hours, "closedDoorHoldsPeopleUntilItOpens",
          "a shut door holds people over noon and night"),
        ExactTrace(
          order, "lunchCoverServesWithFewerWindows", "fewer windows at noon serve one queue"),
        ExactTrace(
          order, "openingsComeFirstAndClosingsLast",
          "openings are the first and closings the last events of an instant"),
      ]
    ),
    (
      "Calendars",
      [
        ExactTrace(
          hours, "workingDaysSkipHolidaysAndTakeMakeUpDays",
          "durations in working days pass over weekends and holidays and take worked Saturdays"),
        ExactTrace(
          "HallEngineTests/WorkingClockTests.swift", "advancesAcrossLunchAndDaysOff",
          "working time stops at noon, in the evening and on days off"),
        ExactTrace(
          "HallEngineTests/WorkingClockTests.swift", "daysAreNumberedByTheirClosing",
          "an instant after closing counts as the next working day"),
        ExactTrace(
          "PlanningTests/ClosureTests.swift", "closedDayHasNoArrivalsAndNoServers",
          "a closed day has no arrivals and no servers; the queue waits for the next day"),
        ExactTrace(
          "PlanningTests/ClosureTests.swift", "everythingWithHoursWaitsAndDeadlinesRun",
          "doors, couriers and appointments move over a closed day, deadlines do not"),
      ]
    ),
    (
      "Courier rounds and appointments",
      [
        ExactTrace(
          hours, "courierTakesWhatIsReadyAtHisRound",
          "papers leave with the next round, also across holidays"),
        ExactTrace(
          hours, "fileOfFridayEveningLeavesOnMonday",
          "what is ready after the last round of Friday leaves on Monday"),
        ExactTrace(
          flows, "appointmentsAreCalledByTheirPunctuality",
          "who is early waits for the slot, who is late has the class of a walk-in"),
      ]
    ),
    (
      "Order, classes and tickets",
      [
        ExactTrace(
          flows, "urgentArrivalTakesTheDeskThatFallsFreeAtThatMinute",
          "of simultaneous events the end of service comes first, then the arrival, then the call"),
        ExactTrace(
          flows, "whoComesFromADeskStandsBeforeWhoComesIn",
          "who is handed on stands before who arrives at the same minute"),
        ExactTrace(
          flows, "oneTicketKeepsItsPlaceAtTheNextDesk", "one ticket keeps its place at every desk"),
        ExactTrace(
          flows, "newTicketAtEachDeskStartsAtTheBack", "a new ticket starts at the back"),
        ExactTrace(
          order, "everyThirdCallGoesToTheGuaranteedClass",
          "every third call goes to the guaranteed class while one of it waits"),
        ExactTrace(
          flows, "patienceEndsBeforeTheDeskCalls",
          "who gives up at the minute of the call has left"),
      ]
    ),
    (
      "Flows and clocks",
      [
        ExactTrace(flows, "entryWaitsForTheLastReview", "a join waits for its last branch"),
        ExactTrace(
          flows, "supplementLapsesAtItsLimitAndNotBefore", "a limit ends a wait at its last minute"),
        ExactTrace(
          flows, "supplementRepeatsOnlyTheBranchThatFailed",
          "only the branch that failed is repeated"),
        ExactTrace(
          flows, "clocksCountWorkingTime",
          "gross, legal and net days by hand, stopped spans and late acceptance included"),
        ExactTrace(
          "HallEngineTests/CaseClockTests.swift", "stopsOverlapWithoutCountingTwice",
          "overlapping stops of the legal clock count once"),
      ]
    ),
    (
      "People",
      [
        ExactTrace(
          "PlanningTests/BreakTests.swift", "breaksAreStaggeredEvenlyAndKeepAwayFromTheEnds",
          "breaks are staggered evenly over a shift"),
        ExactTrace(
          "PlanningTests/BreakTests.swift", "workInHandIsFinishedAndTheQueueWaits",
          "work in hand is finished before a break"),
        ExactTrace(
          "PlanningTests/AbsenceTests.swift", "absentServerMissesAllShiftsOfTheDay",
          "who is absent misses all shifts of the day"),
        ExactTrace(
          "PlanningTests/DynamicWindowTests.swift", "windowsOpenAndCloseByTheExpectedWait",
          "windows open and close by the expected wait, with the dwell between"),
        ExactTrace(
          "PlanningTests/LoanTests.swift", "lentPeopleComeAndGoByTheClock",
          "lent people come and go by the clock and finish what they have begun"),
        ExactTrace(
          "PlanningTests/StaffTests.swift", "longestIdleTakesTheNext",
          "of servers of different speed the one idle longest takes the next case"),
        ExactTrace(
          "PlanningTests/AbsentTicketTests.swift", "ticketThatIsLeftCostsItsCall",
          "a ticket that is left costs its call"),
        ExactTrace(
          "PlanningTests/RoomTraceTests.swift", "anInterviewStartsWhenTheRoomAndBothClerksAreFree",
          "an interview starts when room and clerks are free together"),
        ExactTrace(
          "PlanningTests/RoomTraceTests.swift", "anotherReviewerEntersTheFile",
          "nobody does both reviews of a case"),
      ]
    ),
    (
      "Batches and outages",
      [
        ExactTrace(
          "PlanningTests/BatchTests.swift", "isAcceptedAsOneAndReviewedOneByOne",
          "a batch is accepted as one and goes on one by one"),
        ExactTrace(
          "PlanningTests/OutageTests.swift", "nothingElectronicBeginsAndPaperGoesOn",
          "in an outage what has begun is finished, nothing electronic begins, paper goes on"),
        ExactTrace(
          "PlanningTests/OutageTests.swift", "deskThatDrainsServesTheHeldAfterClosing",
          "who is held by an outage at closing is served after it"),
        ExactTrace(
          "PlanningTests/PeopleTogetherTests.swift", "breakBeginsDuringAnOutageAndOutlastsIt",
          "a break that begins in an outage outlasts it"),
      ]
    ),
  ]

  private static let hours = "PlanningTests/OpeningHoursTraceTests.swift"
  private static let flows = "PlanningTests/FlowTraceTests.swift"
  private static let order = "HallEngineTests/EventOrderTests.swift"
}
