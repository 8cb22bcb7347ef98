namespace Floe.Cli.Demo;

/// <summary>The names of the walk, as the document it follows uses them.</summary>
internal static class DemoNames
{
    public const string Bucket = "floe-demo";
    public const string InputKey = "s3table-example/input/employee_data.csv";
    public const string ScriptKey = "s3table-example/scripts/employees.sql";
    public const string TableBucket = "doeks-spark-on-eks-s3table";
    public const string Namespace = "doeks_namespace";
    public const string Table = "employee_s3_table";

    public static string InputFolder => $"s3://{Bucket}/s3table-example/input/";

    public static string ScriptLocation => $"s3://{Bucket}/{ScriptKey}";
}
