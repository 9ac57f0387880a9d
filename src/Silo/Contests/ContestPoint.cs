namespace Leaderboard.Contests;

/// <summary>Places between two durable writes of a contest's life. A process may end at each; what comes after goes on from the contest's document.</summary>
internal enum ContestPoint
{
    /// <summary>That it reserves of its budget is stored; nothing may be reserved.</summary>
    ReservingStored = 1,

    /// <summary>Reserved; the contest does not know it.</summary>
    Reserved,

    /// <summary>The rules are frozen.</summary>
    ScheduledStored,

    /// <summary>That it is cancelled is stored; its reservation stands.</summary>
    ReleasingStored,

    /// <summary>Given back; the contest does not know it.</summary>
    Released,

    CancelledStored,

    /// <summary>The result is stored with every line; nobody is paid.</summary>
    ResultStored,

    /// <summary>The lines of one collector are in the journal; passed for each.</summary>
    CollectorPaid,

    /// <summary>Everybody is paid; the budget still has it reserved.</summary>
    AllPaid,

    /// <summary>Spent; the contest does not know it.</summary>
    Spent,

    CertifiedStored,
}
