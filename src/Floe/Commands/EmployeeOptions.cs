using System.CommandLine;
using Floe.DataGen.Http;

namespace Floe.Cli.Commands;

/// <summary>What <c>demo</c> and <c>generate</c> say of the data alike.</summary>
internal static class EmployeeOptions
{
    public static Option<long> Rows()
    {
        var rows = new Option<long>("--rows") { Description = "Employees to generate.", DefaultValueFactory = _ => GenerateDefaults.Rows };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0) result.AddError("--rows takes 0 or more.");
        });
        return rows;
    }

    public static Option<long> Seed() => new("--seed") { Description = "The same seed gives the same employees.", DefaultValueFactory = _ => GenerateDefaults.Seed };
}
