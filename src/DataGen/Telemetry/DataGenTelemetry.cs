using System.Diagnostics;
using System.Diagnostics.Metrics;
using Floe.DataGen.Rows;
using Floe.DataGen.Upload;

namespace Floe.DataGen.Telemetry;

internal static class DataGenTelemetry
{
    private const string Name = "Floe.DataGen";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("floe.datagen.rows", "{row}", "Rows generated and acknowledged by the store.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("floe.datagen.bytes", "By", "Bytes generated and acknowledged by the store.");

    public static Activity? StartUpload(ObjectLocation target, IRowSource rows)
    {
        var activity = Source.StartActivity($"generate {rows.What}");
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("aws.s3.bucket", target.Bucket);
            activity.SetTag("aws.s3.key", target.Key);
            activity.SetTag("floe.rows", rows.Rows);
        }
        return activity;
    }

    public static void Uploaded(long rows, long bytes)
    {
        Rows.Add(rows);
        Bytes.Add(bytes);
    }
}
