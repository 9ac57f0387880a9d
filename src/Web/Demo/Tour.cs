using System.Globalization;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Demo;

/// <summary>The demo's guided tour, and how far a visitor has come on it; a cookie keeps that.</summary>
internal sealed class Tour(DemoDoors doors)
{
    private const string Cookie = "tour";

    /// <summary>Behind the number of the step when the bar was closed.</summary>
    private const char Closed = '-';

    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(30);

    public static IReadOnlyList<TourStep> Steps { get; } =
    [
        new(1, null, "/wall"),
        new(2, Role.Collector, "/me"),
        new(3, Role.Lead, "/team"),
        new(4, Role.Manager, "/manage/imports"),
        new(5, Role.Compliance, "/manage/audit"),
    ];

    /// <summary>Only in the demo.</summary>
    public bool IsThere => doors.AreOpen;

    /// <summary>Null when there is no such step.</summary>
    public static TourStep? Find(int? number) => Steps.FirstOrDefault(s => s.Number == number);

    public static void Go(HttpContext http, TourStep step) => Keep(http, step.Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Takes the bar away; where the visitor was is kept.</summary>
    public void Close(HttpContext http)
    {
        if (ReachedBy(http.Request) is { } step)
            Keep(http, step.Number.ToString(CultureInfo.InvariantCulture) + Closed);
    }

    /// <summary>The step that the bar shows; null when there is none.</summary>
    public TourStep? ShownTo(HttpRequest request) => request.Cookies[Cookie]?.EndsWith(Closed) == false ? ReachedBy(request) : null;

    /// <summary>The step that the visitor was at last, closed or not; null before the first.</summary>
    public TourStep? ReachedBy(HttpRequest request) =>
        IsThere && int.TryParse(request.Cookies[Cookie]?.TrimEnd(Closed), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Find(number) : null;

    /// <summary>Whether the visitor closed the bar at the last step.</summary>
    public bool IsDone(HttpRequest request) => ReachedBy(request)?.Number == Steps.Count && ShownTo(request) is null;

    private static void Keep(HttpContext http, string value) => http.Response.Cookies.Append(
        Cookie, value, new CookieOptions { MaxAge = CookieLife, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true });
}

/// <summary>One step; its words are <c>tour.</c> + number + <c>.title</c> and <c>.look</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Role">Who the visitor is in it; null: whoever they are.</param>
/// <param name="Path">Page that it is about.</param>
internal sealed record TourStep(int Number, Role? Role, string Path)
{
    public string TitleWord => string.Create(CultureInfo.InvariantCulture, $"tour.{Number}.title");

    public string LookWord => string.Create(CultureInfo.InvariantCulture, $"tour.{Number}.look");

    /// <summary>Where the step begins.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"/tour?step={Number}");
}

/// <summary>The way to a step.</summary>
/// <param name="Label">Of the button.</param>
/// <param name="IsMain">Whether it is what the page is about.</param>
internal sealed record TourDoor(TourStep Step, string Label, bool IsMain);
