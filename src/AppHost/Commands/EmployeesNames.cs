namespace Floe.AppHost.Commands;

/// <summary>Where the two commands meet: one writes the data that the other's job reads.</summary>
internal static class EmployeesNames
{
    public const string Bucket = "floe-data";
    public const string InputKey = "s3table-example/input/employee_data.csv";
    public const string InputFolder = $"s3://{Bucket}/s3table-example/input/";
    public const string ScriptKey = "s3table-example/scripts/employees.sql";
    public const string TableBucket = "doeks-spark-on-eks-s3table";
}
