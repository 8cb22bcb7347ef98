using System.Net;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Floe.ServiceDefaults.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Hosting;

public sealed class StartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_running_service_is_healthy(string path)
    {
        await using var service = await TestService.StartAsync();

        Assert.Equal("Healthy", await service.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_what_to_do()
    {
        await using var first = await TestService.StartAsync();

        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(adapt: options => options with { Port = first.Endpoint.Port }));

        Assert.Contains($"{first.Endpoint.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("another port", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.1.2.3")]
    public async Task An_address_that_others_can_reach_is_refused(string address)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(adapt: options => options with { Address = IPAddress.Parse(address) }));

        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Contains("no authentication", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_is_refused()
    {
        await using var first = await TestService.StartAsync();

        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(first.DataFolder));

        Assert.Contains("in use by another job service", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Sub("file"), "", Cancel);

        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(folder.Sub("file/data")));

        Assert.Contains(folder.Sub("file"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        using var folder = new TempFolder();
        using (var connection = new SqliteConnection($"Data Source={folder.Sub("jobs.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(folder.Path));

        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Sub("jobs.db"), new string('x', 5000), Cancel);

        var error = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(folder.Path));

        Assert.Contains("jobs.db", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JobService:Port", "70000")]
    [InlineData("JobService:MaxRunningJobs", "0")]
    [InlineData("JobService:MaxRunningJobs", "100001")]
    [InlineData("JobService:StopGraceSeconds", "-1")]
    [InlineData("JobService:StopGraceSeconds", "3601")]
    [InlineData("JobService:MaxResultRows", "0")]
    [InlineData("JobService:MaxResultRows", "100001")]
    [InlineData("JobService:EngineMemoryMegabytes", "63")]
    [InlineData("JobService:Engines:embedded:StartsPerSecond", "0")]
    [InlineData("JobService:Engines:embedded:StartsPerSecond", "1001")]
    [InlineData("JobService:Engines:embedded:Burst", "0")]
    [InlineData("JobService:Engines:embedded:MaxRunning", "x")]
    [InlineData("JobService:Webhooks:AllowPrivateAddresses", "yes")]
    [InlineData("JobService:Webhooks:MaxAttempts", "101")]
    [InlineData("JobService:Webhooks:FirstWaitSeconds", "0")]
    [InlineData("JobService:Cleanup:JobsAfterDays", "0")]
    [InlineData("JobService:Cleanup:LogsAfterDays", "36501")]
    [InlineData("JobService:Cleanup:ResultsAfterDays", "-1")]
    [InlineData("JobService:Cleanup:DeliveriesAfterDays", "1.5")]
    [InlineData("JobService:Address", "example.org")]
    [InlineData("urls", "https://localhost:7000")]
    [InlineData("urls", "http://*:80")]
    public void A_wrong_setting_is_named_as_the_user_spells_it(string key, string value)
    {
        var error = Assert.Throws<StartupException>(() => JobServiceConfiguration.Read(Configuration((key, value))));

        Assert.Contains(key == "urls" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JobService:MaxRunningJobs", "1")]
    [InlineData("JobService:MaxRunningJobs", "100000")]
    [InlineData("JobService:StopGraceSeconds", "0")]
    [InlineData("JobService:MaxResultRows", "100000")]
    [InlineData("JobService:EngineMemoryMegabytes", "64")]
    [InlineData("JobService:Engines:embedded:StartsPerSecond", "0.01")]
    [InlineData("JobService:Cleanup:LogsAfterDays", "36500")]
    public void The_limits_themselves_are_allowed(string key, string value) => Assert.NotNull(JobServiceConfiguration.Read(Configuration((key, value))));

    [Fact]
    public void All_wrong_settings_are_told_at_once()
    {
        string[] keys = ["JobService:Port", "JobService:Address", "JobService:Auth:ApiKeys:0:Sha256", "JobService:Cleanup:LogsAfterDays", "JobService:Engines:embedded:Burst", "JobService:Logs:Archive"];

        var error = Assert.Throws<StartupException>(() => JobServiceConfiguration.Read(Configuration([.. keys.Select(key => (key, "wrong"))])));

        Assert.All(keys, key => Assert.Contains(key, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_urls_of_Aspire_count_where_no_own_setting_does()
    {
        Assert.Equal(7001, JobServiceConfiguration.Read(Configuration(("urls", "http://localhost:7001"))).Port);
        Assert.Equal(7002, JobServiceConfiguration.Read(Configuration(("urls", "http://localhost:7001"), ("JobService:Port", "7002"))).Port);
        Assert.Equal(JobServiceOptions.DefaultPort, JobServiceConfiguration.Read(Configuration()).Port);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
}
