using System.Net;
using System.Text;
using Floe.S3Tables.Authorization;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;
using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Replication;
using Floe.S3Tables.Rest;
using Floe.S3Tables.S3;
using Floe.S3Tables.Storage;
using Floe.S3Tables.TablesApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Floe.S3Tables.Hosting;

/// <summary>Composes the service. What runs in <see cref="S3TablesHost"/> and what a host of several services runs is the same.</summary>
public static class S3TablesServices
{
    /// <summary>Adds the service and has Kestrel listen where the options say. Takes the data folder as soon as the host is built.</summary>
    public static WebApplicationBuilder AddS3Tables(this WebApplicationBuilder builder, S3TablesOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.TimeProvider);
        services.AddSingleton(_ => DataFolder.Take(options.DataFolder));
        services.AddSingleton(provider => Database.Open(provider.GetRequiredService<DataFolder>().Database, provider.GetServices<Migration>()));
        services.AddAuthorization(options);
        services.AddRequestHandling(options);
        services.AddObjectStore();
        services.AddCatalog(options.Catalog with { Region = options.Region }).AddReplication().AddTablesApi().AddIcebergRest();
        services.AddKeyedSingleton<IServiceHandler, FloeHandler>(Services.Floe);
        services.AddSingleton<IFloeRoute, HealthRoute>();
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
        // Longer than any request but a very large transfer; an open event stream must not hold up a stop for half a minute.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(new ConfigureOptions<KestrelServerOptions>(kestrel => Configure(kestrel, options)));
        return builder;
    }

    /// <summary>Ends the pipeline: every request that comes here is answered here.</summary>
    public static void MapS3Tables(this IApplicationBuilder app)
    {
        var dispatcher = app.ApplicationServices.GetRequiredService<RequestDispatcher>();
        app.Run(dispatcher.InvokeAsync);
    }

    private static void AddRequestHandling(this IServiceCollection services, S3TablesOptions options)
    {
        services.AddSingleton(new AuthenticationOptions(options.AccountId, options.Region, options.Auth != S3TablesAuth.None));
        services.AddSingleton(new S3Addresses(options.HostNames));
        services.AddSingleton<RequestAuthenticator>();
        services.AddSingleton<FormAuthenticator>();
        services.AddSingleton<RequestTelemetry>();
        services.AddSingleton<IReadOnlyDictionary<string, IServiceHandler>>(provider => Services.All
            .Select(name => (Name: name, Handler: provider.GetKeyedService<IServiceHandler>(name)))
            .Where(entry => entry.Handler is not null)
            .ToDictionary(entry => entry.Name, entry => entry.Handler!));
        services.AddSingleton<RequestDispatcher>();
    }

    private static void AddObjectStore(this IServiceCollection services)
    {
        foreach (var migration in ObjectStoreSchema.Migrations) services.AddSingleton(migration);
        services.AddSingleton(provider => new S3Store(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<DataFolder>().Path, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<S3Store>>()));
        services.AddHostedService<StoreStartup>();
        services.AddSingleton<BucketEncryption>();
        services.AddKeyedSingleton<IServiceHandler, S3Handler>(Services.S3);
    }

    private static void Configure(KestrelServerOptions kestrel, S3TablesOptions options)
    {
        kestrel.AddServerHeader = false;
        // What clients have given in UTF-8 goes back as the bytes it came as.
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        // An object may have 5 GiB in one request; what buffers a body has its own limit.
        kestrel.Limits.MaxRequestBodySize = null;
        // A 2 KiB key may be percent-encoded, and a presigned URL carries a session token.
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        // A slow upload is not an attack on a development service.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(ParseAddress(options.Address), options.Port);
    }

    private static IPAddress ParseAddress(string address) => address == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address, out var parsed)
        ? parsed
        : throw new ServiceDefaults.Startup.StartupException($"'{address}' is not an address to listen on. Give an IP address, such as 127.0.0.1 or 0.0.0.0.");
}
