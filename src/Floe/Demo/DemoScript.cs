namespace Floe.Cli.Demo;

/// <summary>The job of the walk, <c>jobs/employees/employees.sql</c>, which travels inside the program.</summary>
internal static class DemoScript
{
    public static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream("employees.sql")
            ?? throw new InvalidOperationException("The program was built without jobs/employees/employees.sql.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
