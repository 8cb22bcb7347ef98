using System.CommandLine;
using Floe.DataGen.Http;
using Floe.DataGen.Taxi;

namespace Floe.Cli.Commands;

internal static class GenerateTaxiCommand
{
    private const string DefaultKey = "taxi/input/trips.csv";

    public static Command Create()
    {
        var rows = new Option<long>("--rows") { Description = "Trips to generate.", DefaultValueFactory = _ => 1000 };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > TaxiGenerator.MaxRows) result.AddError($"--rows takes 1 to {TaxiGenerator.MaxRows}.");
        });
        var days = new Option<int>("--days") { Description = $"Days from {TaxiGenerator.Start:yyyy-MM-dd} on which the trips begin.", DefaultValueFactory = _ => 31 };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > TaxiGenerator.MaxDays) result.AddError($"--days takes 1 to {TaxiGenerator.MaxDays}.");
        });
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same trips.", DefaultValueFactory = _ => GenerateDefaults.Seed };
        var bucket = new Option<string>("--bucket") { Description = "Bucket to upload to; created if it is not there.", DefaultValueFactory = _ => GenerateDefaults.Bucket };
        var key = new Option<string>("--key") { Description = "Object to write.", DefaultValueFactory = _ => DefaultKey };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("taxi", "Generate taxi trips as CSV straight into a bucket.") { rows, days, seed, bucket, key, server, output };
        command.SetAction((parsed, cancellationToken) => GenerateUpload.RunAsync(
            new TaxiGenerator(parsed.GetValue(rows), parsed.GetValue(seed), parsed.GetValue(days)),
            new(parsed.GetValue(bucket)!, parsed.GetValue(key)!),
            parsed.GetValue(server)!,
            parsed.GetValue(output),
            cancellationToken));
        return command;
    }
}
