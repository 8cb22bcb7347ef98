namespace Floe.DataGen.Http;

/// <summary>What is generated, and where to, when a request does not say.</summary>
public static class GenerateDefaults
{
    public const string Bucket = "floe-data";
    public const string Key = "s3table-example/input/employee_data.csv";
    public const long Rows = 100;
    public const long Seed = 42;
}
