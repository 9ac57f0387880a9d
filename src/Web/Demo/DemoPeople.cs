using Leaderboard.Web.Access;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Identity;

namespace Leaderboard.Web.Demo;

/// <summary>One person of each role, whom anybody may be in the demo, and nowhere else.</summary>
internal sealed class DemoPeople(DemoDoors doors, UserManager<Person> people, TimeProvider time)
{
    public bool AreThere => doors.AreOpen;

    public static IReadOnlyList<Role> Roles { get; } = Enum.GetValues<Role>();

    /// <summary>The person of a role; made when first asked for.</summary>
    public async Task<Person> OfAsync(Role role)
    {
        if (!AreThere)
            throw new InvalidOperationException("Only the demo has people whom anybody may be.");
        var name = "demo-" + role.ToString().ToLowerInvariant();
        if (await people.FindByNameAsync(name) is { } known)
            return known;
        var collector = DemoFloor.Collectors[0];
        var person = new Person
        {
            UserName = name,
            DisplayName = role switch
            {
                Role.Collector => collector.Name,
                Role.Lead => "方组长",
                Role.Manager => "秦主任",
                Role.Compliance => "合规 白",
                Role.Storekeeper => "库管 何",
                _ => "系统管理员",
            },
            Role = role,
            CollectorId = role == Role.Collector ? collector.Id : null,
            Teams = role == Role.Lead ? [new TeamId(collector.TeamId)] : [],
            CreatedAtMicros = time.Now().UnixMicroseconds,
        };

        // Somebody else who asked at the same moment may have been first.
        await people.CreateAsync(person);
        return await people.FindByNameAsync(name) ?? throw new InvalidOperationException($"{name} could not be made.");
    }
}
