using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Leaderboard.Hosting;

/// <summary>How much is logged when nobody says otherwise: what the operator should know, and not every request and grain.</summary>
public static class LogDefaults
{
    private static readonly Dictionary<string, string?> Levels = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",

        // Every question to the book of people, otherwise.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Warning",

        // Orleans places each activation through it.
        ["Logging:LogLevel:Polly"] = "Warning",

        // It warns at each first start that the keys of cookies lie unencrypted in the data directory, as all else there does.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    /// <summary>Below every other source: a setting, a variable or an argument overrides them.</summary>
    public static void AddLogDefaults(this ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
}
