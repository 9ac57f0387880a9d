namespace Leaderboard.Web.People;

/// <summary>What a person is here for; each has one.</summary>
internal enum Role
{
    /// <summary>Recovers: sees own receipts, points and places.</summary>
    Collector = 1,

    /// <summary>Leads teams: sees and changes these.</summary>
    Lead = 2,

    /// <summary>Runs the floor: sees and changes all of it, and who its people are.</summary>
    Manager = 3,

    /// <summary>Reviews: sees all, and who changed what.</summary>
    Compliance = 4,

    /// <summary>Runs the program: people, keys, displays, nodes.</summary>
    Admin = 5,

    /// <summary>Keeps the counter: hands rewards over and takes them back.</summary>
    Storekeeper = 6,
}
