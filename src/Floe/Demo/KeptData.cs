using Floe.Cli.Platform;

namespace Floe.Cli.Demo;

/// <summary>How to look at what <c>floe demo --keep</c> left.</summary>
internal static class KeptData
{
    public static void Describe(string folder, TextWriter output)
    {
        var endpoint = $"http://127.0.0.1:{PlatformHostOptions.DefaultAwsPort}";
        output.WriteLine(
            $"""

            Everything is kept in {folder}. To look at it:

              floe up --data-dir "{folder}"

            and in another shell, with the environment block that it prints:

              floe sql --table-bucket {DemoNames.TableBucket} "SELECT * FROM s3tablesbucket.{DemoNames.Namespace}.{DemoNames.Table} LIMIT 10"
              floe jobs
              aws s3 ls s3://{DemoNames.Bucket} --recursive --endpoint-url {endpoint}
              aws s3tables list-table-buckets --endpoint-url {endpoint}

            To be rid of it, delete the folder.
            """);
    }
}
