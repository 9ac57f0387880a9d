namespace Leaderboard.Web.Api;

/// <summary>Requests and answers as the document shows them. A test sends the requests.</summary>
internal static class ApiExamples
{
    public const string Roster =
        """
        {"teams":[{"id":"t-north","name":"North","region":"华北","branch":"Beijing"}],
         "collectors":[{"id":"c-001","name":"Li Wei","alias":"Eagle","teamId":"t-north","active":true}]}
        """;

    public const string RosterAnswer = """{"teams":1,"collectors":1}""";

    public const string Accounts =
        """
        [{"id":"a-9","collectorId":"c-001","product":"personal loan","principal":50000.00,"onBalanceInterest":1200.50,"offBalanceInterest":0,
          "daysPastDue":45,"secured":false,"placedAt":"2024-09-01T00:00:00+08:00","asOf":"2024-11-01T00:00:00+08:00"}]
        """;

    public const string Recoveries =
        """
        [{"id":"r-1","accountId":"a-9","collectorId":"c-001","amount":1250.00,"kind":"cash","channel":"transfer",
          "receivedAt":"2024-11-02T10:15:00+08:00"}]
        """;

    public const string Reversals = """[{"id":"v-1","recoveryId":"r-1","amount":250.00,"reason":"bounced","reversedAt":"2024-11-05T09:00:00+08:00"}]""";

    public const string PostingAnswer =
        """
        {"accepted":1,"duplicates":0,"rejected":1,"items":[{"id":"r-1","status":"accepted","points":12.50},
         {"id":"r-2","status":"rejected","error":{"code":"invalidAmount","field":"amount","message":"An amount is required."}}]}
        """;

    public const string Standing =
        """
        {"rank":1,"tied":false,"id":"c-001","name":"Li Wei","alias":"Eagle","teamId":"t-north","teamName":"North","value":99310.50,
         "reachedAt":"2024-11-22T16:02:11+08:00","movement":2,"gapToNext":0.00}
        """;

    public const string Board =
        $$"""
        {"board":{"subject":"collectors","measure":"amount","period":"month","from":"2024-11-01T00:00:00+08:00","to":"2024-12-01T00:00:00+08:00"},
         "epoch":"c1f0","revision":481,"asOf":"2024-11-23T10:15:00.120+08:00","lastPostedAt":"2024-11-23T10:14:58.004+08:00","total":60,
         "sum":1834500.25,"standings":[{{Standing}}]}
        """;

    public const string Ledger =
        """
        {"entries":[{"seq":12,"id":"r-1","kind":"recovery","points":13.75,"held":0.00,"source":"r-1","scheme":"default/1","at":"2024-11-02T10:15:00+08:00",
         "amount":1250.00,"effective":1375.00,"recoveryKind":"cash","channel":"transfer","bucket":"M3","kindFactor":1.00,"bucketFactor":1.10,"pointsPer100":1.00,
         "reversedBefore":null,"receivedAt":"2024-11-02T10:15:00+08:00","vestsAt":"2024-11-03T00:00:00+08:00"},
         {"seq":40,"id":"v-1","kind":"reversal","points":-2.75,"held":0.00,"source":"r-1","scheme":"default/1","at":"2024-11-05T09:00:00+08:00",
         "amount":-250.00,"effective":-275.00,"recoveryKind":"cash","channel":"transfer","bucket":"M3","kindFactor":1.00,"bucketFactor":1.10,"pointsPer100":1.00,
         "reversedBefore":0.00,"receivedAt":"2024-11-02T10:15:00+08:00","vestsAt":"2024-11-03T00:00:00+08:00"}]}
        """;

    public const string Targets = """{"team":600000.00,"collectors":[{"id":"c-001","target":120000.00}]}""";

    public const string Absences = """[{"id":"leave-7","collectorId":"c-001","from":"2024-11-04","to":"2024-11-08","kind":"leave"}]""";

    public const string Claim = """{"collectorId":"c-001","reason":"promised","note":"Paid the day after my call."}""";

    public const string Assignment = """{"collectorId":"c-001"}""";

    public const string ClaimRefused = """{"collectorId":"c-001","reason":"noProof"}""";

    public const string Contest =
        """
        {"id":"nov-sprint","name":"November sprint","subject":"collectors","measure":"amount","format":"best",
         "startsAt":"2024-11-01T00:00:00+08:00","endsAt":"2024-12-01T00:00:00+08:00","settleDays":3,"tie":"first",
         "prizes":[{"fromRank":1,"toRank":1,"points":500.00},{"fromRank":2,"toRank":3,"points":200.00}]}
        """;

    public const string Benchmarks = """{"benchmarks":[{"bucket":"M1","percent":40.00},{"product":"card","bucket":"M6+","secured":false,"percent":4.00}]}""";
    public const string Complaint = """{"id":"complaint-7","severity":"minor","source":"borrower","occurredAt":"2024-11-02","note":"Called twice after 22:00."}""";

    public const string Flags = """{"flags":["hardship","ceaseContact"],"reason":"borrower"}""";

    public const string Hold = """{"id":"hold-7","reason":"investigation","from":"2024-11-02","to":"2024-12-01"}""";

    public const string Reward =
        """
        {"name":"Cinema ticket","kind":"goods","description":"Any film, any day.","price":120.00,"stock":40,"lowStockAt":5,"value":45.00,"budget":"q4",
         "from":"2024-11-01","to":"2025-01-01","teams":["t-north"],"active":true}
        """;

    public const string Redemption = """{"id":"rd-1","collectorId":"c-001","rewardId":"cinema","quantity":1}""";

    public const string RejectedRedemption = """{"reason":"Out of season."}""";

    public const string Appeal = """{"reason":"The receipt r-7 of 12 November is missing."}""";

    public const string ReturnedRedemption = """{"reason":"Broken.","restock":false}""";

    public const string Budget = """{"name":"Prizes of the fourth quarter","unit":"points","amount":20000.00,"period":"quarter","date":"2024-10-01"}""";
    public const string Scheme =
        """
        {"id":"spring","effectiveFrom":"2099-03-01","pointsPer100":1.00,
         "kindFactors":{"cash":1.00,"writtenOffRecovery":1.00,"debtSale":1.00,"assetInLieu":0.60,"restructured":0.30},
         "bucketFactors":{"unknown":1.00,"M0":0.80,"M1":0.80,"M2":1.00,"M3":1.10,"M4":1.25,"M5":1.25,"M6":1.25,"M6+":1.50},
         "clearingDays":{"cash":0,"transfer":1,"wechat":1,"alipay":1,"card":3,"cheque":7},
         "caps":{"collectorPerDay":2000.00,"accountPerDay":800.00},"coolDown":{"minutes":30,"factor":0.50},
         "conduct":{"minorComplaint":0.10,"seriousBreach":1.00}}
        """;

    public const string Control = """{"recoveries":{"count":3,"sum":1250.00},"reversals":{"count":0,"sum":0}}""";

    public const string Close = """{"reasons":{"page":"Entered by hand from the counter slips of the day."}}""";

    public const string Key = """{"name":"core banking","scopes":["ingest","read"]}""";

    public const string Display = """{"name":"Wall, third floor"}""";
}
