using System.Diagnostics;
using System.Text;
using Floe.DataGen.Taxi;
using Floe.DataGen.Upload;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;
using Floe.JobService.Tests.Embedded;

namespace Floe.JobService.Tests.Spark;

/// <summary>The jobs that the repository ships, below <c>jobs/</c>.</summary>
public sealed class ShippedJobsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("employees")]
    [InlineData("taxi")]
    public void A_shipped_manifest_is_valid_once_its_placeholders_are_filled(string job)
    {
        var yaml = File.ReadAllText(Path.Combine(Repository.Root, "jobs", job, $"{job}.yaml"))
            .Replace("<BUCKET>", "data", StringComparison.Ordinal).Replace("<TABLE_BUCKET>", "lake", StringComparison.Ordinal);

        var reading = SparkApplicationReader.ReadYaml(Encoding.UTF8.GetBytes(yaml));

        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        Assert.Equal("lake", reading.Application!.Metadata.Annotations![ApplicationLabels.TableBucket]);
        Assert.Empty(SparkApplicationValidator.Validate(reading.Application));
        var definition = new JobDefinition { Name = job, Kind = JobKind.SparkApplication, TableBucket = "lake", Application = reading.Application };
        Assert.Empty(SparkApplicationValidator.Validate(SparkApplicationWriter.Write(definition, Samples.Identity(), Samples.Options())));
        Assert.DoesNotContain('<', SparkApplicationText.Yaml(reading.Application));
    }

    [Fact]
    public async Task The_Python_of_the_jobs_compiles_and_does_what_it_says()
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "python" : "python3", ["-B", "-m", "unittest", "discover", "-s", "jobs/tests"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.True(process.ExitCode == 0, output);
    }

    [Fact]
    public async Task The_taxi_script_loads_generated_trips_and_changes_nothing_when_it_is_repeated()
    {
        await using var platform = await Platform.StartAsync();
        await new CsvUpload(platform.S3).RunAsync(new TaxiGenerator(2000, seed: 1, days: 5), new("data", "taxi/trips.csv"), cancellationToken: Cancel);
        var job = new JobDefinition
        {
            TableBucket = "lake",
            Script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "jobs", "taxi", "taxi.sql"), Cancel),
            Variables = new Dictionary<string, string> { ["input"] = "s3://data/taxi/", ["from_day"] = "2022-01-02", ["to_day"] = "2022-01-04" },
        };

        var first = await platform.RunAsync(job);
        Assert.True(first.State == JobState.Succeeded, first.Reason);
        const string Figures = "SELECT count(*), sum(total_amount), min(pickup_at)::DATE::STRING, max(pickup_at)::DATE::STRING, count(*) FILTER (WHERE dropoff_at <= pickup_at) FROM s3tablesbucket.taxi.trips";
        var before = (await platform.FirstRowAsync(Figures)).ToList();
        var again = await platform.RunAsync(job);

        Assert.True(again.State == JobState.Succeeded, again.Reason);
        Assert.Equal(before, await platform.FirstRowAsync(Figures));
        Assert.Equal(["2022-01-02", "2022-01-04", "0"], before[2..]);
        Assert.InRange(int.Parse(before[0]!, System.Globalization.CultureInfo.InvariantCulture), 1000, 1300);
        Assert.Equal([before[0], "3"], await platform.FirstRowAsync("SELECT sum(trips), count(*) FROM s3tablesbucket.taxi.daily"));
    }
}
