using Floe.S3Tables.Hosting;
using Floe.ServiceDefaults;
using Floe.ServiceDefaults.Startup;

return await ProgramRunner.RunAsync(async () =>
{
    var builder = WebApplication.CreateSlimBuilder(UnwatchedSettings.Arguments(args));
    builder.AddServiceDefaults();
    // A line a request is for tracing; the log tells what is out of order.
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    builder.AddS3Tables(S3TablesSettings.Read(builder.Configuration));
    await using var host = await S3TablesHost.StartAsync(builder);
    Console.WriteLine($"ready {host.Endpoint}");
    await host.WaitForShutdownAsync();
});
