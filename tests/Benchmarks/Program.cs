if (args[0] == "plain")
{
    for (var i = 0; i < 3; i++)
    {
        var name = "p" + Guid.NewGuid().ToString("N");
        await using (var source = Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=5499;Username=postgres;Database=postgres"))
        await using (var command = source.CreateCommand($"CREATE DATABASE {name}"))
            await command.ExecuteNonQueryAsync();
        Console.WriteLine($"pg plain {await Leaderboard.Benchmarks.PlainSql.PostgreSqlAsync($"Host=127.0.0.1;Port=5499;Username=postgres;Database={name}", 500, TimeSpan.FromSeconds(4)):N0}");
        Console.WriteLine($"sqlite plain {Leaderboard.Benchmarks.PlainSql.Sqlite(Path.Combine(Directory.CreateTempSubdirectory().FullName, "x.db"), 500, TimeSpan.FromSeconds(4)):N0}");
    }
    return;
}
await Leaderboard.Benchmarks.Scratch.RunAsync(args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture), 4);
