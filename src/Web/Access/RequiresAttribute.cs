using Microsoft.AspNetCore.Authorization;

namespace Leaderboard.Web.Access;

/// <summary>
/// Says which right a route, a page or a hub method needs, and, when it is about one collector or team, which value of the
/// route names it. Where it is about none, whoever has the right at all comes in, and is shown what it reaches.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class RequiresAttribute(Right right) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Right Right => right;

    /// <summary>Name of the route value with a collector's id; null when the route is about no collector.</summary>
    public string? Collector { get; init; }

    /// <summary>Name of the route value with a team's id; null when the route is about no team.</summary>
    public string? Team { get; init; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    public override string ToString() => right.ToString();
}

internal static class RequiresRight
{
    /// <param name="builder">Of a route.</param>
    /// <param name="right">That it needs.</param>
    /// <param name="collector">Name of the route value with the collector it is about.</param>
    /// <param name="team">Name of the route value with the team it is about.</param>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, Right right, string? collector = null, string? team = null)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(new RequiresAttribute(right) { Collector = collector, Team = team });
}

/// <summary>Judges <see cref="RequiresAttribute"/> by the <see cref="AccessTable"/>.</summary>
internal sealed class RightsHandler(AccessGuard guard) : AuthorizationHandler<RequiresAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
    {
        var route = (context.Resource as HttpContext)?.Request.RouteValues;
        var isAllowed = requirement switch
        {
            { Collector: { } name } => await guard.MayAsync(context.User, requirement.Right, new CollectorId(Named(name))),
            { Team: { } name } => guard.May(context.User, requirement.Right, new TeamId(Named(name))),
            _ => guard.ReachOf(context.User, requirement.Right) != Reach.None,
        };
        if (isAllowed)
            context.Succeed(requirement);

        string Named(string name) => route?[name] as string ?? throw new InvalidOperationException($"The route has no {name}.");
    }
}
