using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Floe.AppHost.Commands;

/// <summary>What the commands share.</summary>
internal static class ResourceCommands
{
    public static ResourceCommandState WhenHealthy(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    public static bool TryGetInteger(this InteractionInputCollection arguments, string name, out long value) =>
        long.TryParse(arguments.GetString(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>A client of the resource's own address. No time limit: data may be large and jobs long; the command's token ends a call.</summary>
    public static async Task<HttpClient> CreateHttpClientAsync(this IResourceBuilder<IResourceWithEndpoints> resource, ExecuteCommandContext context)
    {
        var url = await resource.GetEndpoint("http").GetValueAsync(context.CancellationToken)
            ?? throw new InvalidOperationException($"The resource {resource.Resource.Name} has no address.");
        var http = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        http.BaseAddress = new(url);
        http.Timeout = Timeout.InfiniteTimeSpan;
        return http;
    }
}
