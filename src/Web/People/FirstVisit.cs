namespace Leaderboard.Web.People;

/// <summary>Says at the start of an installation that nobody can sign in to yet where to go.</summary>
internal static partial class FirstVisit
{
    public static async Task TellAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<PeopleBook>().IsEmptyAsync(CancellationToken.None))
            LogAddress(app.Logger, app.Urls.FirstOrDefault() ?? "");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody can sign in yet. Whoever comes first becomes the manager: {Address}/welcome")]
    private static partial void LogAddress(ILogger logger, string address);
}
