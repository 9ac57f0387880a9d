namespace Leaderboard.Conduct;

/// <summary>
/// One collector's conduct: complaints and what was decided on them, and holds. Private: the collector, managers and compliance
/// may know of it, nobody else.
/// </summary>
[Alias("lb.IConductGrain"), GrainInterfaceType("lb.conduct")]
public interface IConductGrain : IGrainWithStringKey
{
    /// <summary>Writes a complaint down, open. The same again changes nothing.</summary>
    [Alias("Record")]
    Task<ConductOutcome> Record(ComplaintReport report);

    /// <summary>Upholds or dismisses an open complaint, for good. The same again changes nothing.</summary>
    [Alias("Decide")]
    Task<ConductOutcome> Decide(string complaintId, ComplaintState verdict, string by);

    /// <summary>Erases a complaint's note; the complaint stays. Again changes nothing.</summary>
    [Alias("EraseNote")]
    Task<ConductOutcome> EraseNote(string complaintId);

    /// <summary>Withholds prizes. The same again changes nothing.</summary>
    [Alias("Hold")]
    Task<ConductOutcome> Hold(HoldOrder order);

    /// <summary>Ends a hold now. Again changes nothing.</summary>
    [Alias("Lift")]
    Task<ConductOutcome> Lift(string holdId, string by);

    /// <summary>Empty when there is nothing.</summary>
    [Alias("Get")]
    Task<ConductView> Get();

    /// <summary>What the conduct of this month would take of its points, if it were frozen now.</summary>
    [Alias("Pending")]
    Task<PendingConduct> Pending();
}

/// <summary>Everybody's conduct; holds no state.</summary>
[Alias("lb.IConductBookGrain"), GrainInterfaceType("lb.conduct-book")]
public interface IConductBookGrain : IGrainWithStringKey
{
    /// <summary>Of whom there is any complaint or hold, by id.</summary>
    [Alias("List")]
    Task<ConductView[]> List();
}

/// <summary>What became of a call.</summary>
public enum ConductOutcome
{
    Done = 1,
    UnknownCollector = 2,

    /// <summary>The id is taken by something else.</summary>
    Conflict = 3,

    NoSuchComplaint = 4,
    NoSuchHold = 5,

    /// <summary>It was decided otherwise.</summary>
    IllegalMove = 6,

    /// <summary>More than one person's record holds.</summary>
    TooMany = 7,
}
