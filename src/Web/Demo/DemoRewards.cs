using System.Globalization;
using System.Text.Json;
using Leaderboard.Web.Load;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>Fills the shop of the simulated floor, and lets a few people ask for something. Once: what is there stays.</summary>
internal static class DemoRewards
{
    /// <summary>Those who wait for a decision, each with what they would like.</summary>
    private static readonly (int Collector, string Reward)[] Waiting = [(0, "cinema"), (6, "thermos"), (13, "half-day"), (27, "coffee")];

    public static async Task SetAsync(ApiClient api, DemoCodes codes, LocalDate today, CancellationToken cancel)
    {
        if ((await api.GetAsync<JsonElement>("rewards", cancel)).GetArrayLength() > 0)
            return;
        await OfferAsync("coffee", new { name = "手冲咖啡券", kind = "service", description = "楼下咖啡店任选一杯。", price = 260, value = 28 });
        await OfferAsync("cinema", new { name = "电影票", description = "全国通用，不限场次。", price = 600, stock = 40, lowStockAt = 5, value = 45 });
        await OfferAsync("thermos", new { name = "定制保温杯", description = "可刻上自己的名字。", price = 1_580, stock = 3, lowStockAt = 5, value = 90 });
        await OfferAsync("half-day", new { name = "半天调休", kind = "leave", description = "提前一天与组长约好即可。", price = 9_600, stock = 6, lowStockAt = 2, to = Day(today.PlusMonths(2)) });
        await OfferAsync("course", new { name = "谈判技巧进修班", kind = "training", description = "两天，外聘讲师，含教材。", price = 24_000, stock = 2, lowStockAt = 2, value = 1_800 });
        await OfferAsync("bonus", new { name = "现金奖励五百元", kind = "cash", description = "随当月工资发放。", price = 45_000, stock = 10, lowStockAt = 1, value = 500 });
        await OfferAsync("hamper", new { name = "周年礼盒", description = "周年庆当月上架。", price = 3_200, stock = 60, value = 160, active = false });

        await OfferAsync("voucher", new { name = "外卖红包", kind = "service", description = "凭兑换码在外卖平台使用，满二十可用。", price = 180, lowStockAt = 5, value = 15 });
        await codes.PutInAsync("voucher", Enumerable.Range(1, 30).Select(n => FormattableString.Invariant($"WM-2026-{n * 7919 % 10_000:D4}")));

        await AskAsync("demo-had", 0, "coffee");
        foreach (var move in new[] { "approve", "fulfil" })
            await api.PostAsync<object, JsonElement>("redemptions/demo-had/" + move, new { }, cancel);

        // Its code has still to be shown, which it is once.
        await AskAsync("demo-code", 0, "voucher");
        await api.PostAsync<object, JsonElement>("redemptions/demo-code/approve", new { }, cancel);
        foreach (var (collector, reward) in Waiting)
            await AskAsync("demo-" + reward, collector, reward);

        async Task OfferAsync(string id, object terms)
        {
            await api.PutAsync("rewards/" + id, terms, cancel);
            if (DemoPictures.Of(id) is { } picture)
                await api.PutPictureAsync($"rewards/{id}/picture", picture, cancel);
        }

        Task AskAsync(string id, int collector, string reward) =>
            api.PostAsync<object, JsonElement>("redemptions", new { id, collectorId = DemoFloor.Collectors[collector].Id, rewardId = reward }, cancel);
    }

    private static string Day(LocalDate day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
