using System.Globalization;
using System.Text.RegularExpressions;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>The jars without which Spark cannot read the table bucket or S3, and the Maven coordinates that fit the Spark there is.</summary>
internal static partial class NeededJars
{
    /// <param name="spark">What is installed.</param>
    /// <param name="form">Asks for AWS's catalog jar or not.</param>
    /// <param name="brought">Jars and packages that the job or spark-defaults.conf brings.</param>
    /// <returns>Maven coordinates of what is missing, each with what it is for.</returns>
    public static IReadOnlyList<string> Missing(SparkInstallation spark, SparkCatalogForm form, IReadOnlyCollection<string> brought)
    {
        var missing = new List<string>();
        bool Has(string artifact) => spark.Jars.Any(jar => jar.StartsWith(artifact, StringComparison.Ordinal))
            || brought.Any(name => name.Contains($":{artifact}", StringComparison.Ordinal) || Path.GetFileName(name).StartsWith(artifact, StringComparison.Ordinal));
        var iceberg = IcebergOf(spark);
        var runtime = $"iceberg-spark-runtime-{spark.Line}_{spark.ScalaVersion}";
        if (!Has(runtime)) missing.Add($"org.apache.iceberg:{runtime}:{iceberg} (Iceberg for Spark {spark.Line}, Scala {spark.ScalaVersion}{Others(spark)})");
        if (!Has("iceberg-aws-bundle")) missing.Add($"org.apache.iceberg:iceberg-aws-bundle:{iceberg} (S3FileIO and the AWS SDK for Iceberg)");
        var hadoop = spark.HadoopVersion?.ToString(3);
        if (!Has("hadoop-aws")) missing.Add($"org.apache.hadoop:hadoop-aws:{hadoop ?? "VERSION"} (s3a://{(hadoop is null ? "; VERSION is that of Spark's hadoop-client jars" : "")})");
        if (IsFirstSdk(spark))
        {
            if (!Has("aws-java-sdk-bundle")) missing.Add($"com.amazonaws:aws-java-sdk-bundle:{SdkOf(spark)} (the AWS SDK of hadoop-aws {hadoop})");
        }
        else if (!Has("bundle-2.") && !Has("bundle:2."))
        {
            missing.Add($"software.amazon.awssdk:bundle:{SdkOf(spark)} (the AWS SDK of hadoop-aws {hadoop ?? "VERSION"})");
        }
        if (form == SparkCatalogForm.S3Tables && !Has("s3-tables-catalog-for-iceberg"))
            missing.Add("software.amazon.s3tables:s3-tables-catalog-for-iceberg-runtime:0.1.8 (the catalog that Spark:Catalog=s3tables asks for; Spark:Catalog=rest needs none)");
        return missing;
    }

    /// <summary>Hadoop went over to the second SDK with 3.4.0.</summary>
    private static bool IsFirstSdk(SparkInstallation spark) => spark.HadoopVersion is { } hadoop && hadoop < new Version(3, 4);

    /// <summary>As the project of hadoop-aws declares it for the release.</summary>
    private static string SdkOf(SparkInstallation spark) => spark.HadoopVersion?.ToString(3) switch
    {
        "3.3.4" => "1.12.262",
        "3.3.6" => "1.12.367",
        "3.4.0" => "2.23.19",
        "3.4.1" => "2.24.6",
        "3.4.2" => "2.29.52",
        _ => "VERSION",
    };

    /// <summary>The release that is there already, else one that is built for this Spark.</summary>
    private static string IcebergOf(SparkInstallation spark) =>
        spark.Jars.Select(jar => IcebergJar().Match(jar)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? (spark.Version >= new Version(4, 1) ? "1.11.0" : "1.10.0");

    /// <summary>The usual mistake: Iceberg's jar for another line of Spark.</summary>
    private static string Others(SparkInstallation spark)
    {
        var other = spark.Jars.FirstOrDefault(jar => jar.StartsWith("iceberg-spark-runtime-", StringComparison.Ordinal));
        return other is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {other} is for another Spark");
    }

    [GeneratedRegex(@"^iceberg-(?:spark-runtime-[0-9._]+|aws-bundle)-(\d+\.\d+\.\d+)\.jar$", RegexOptions.CultureInvariant)]
    private static partial Regex IcebergJar();
}
