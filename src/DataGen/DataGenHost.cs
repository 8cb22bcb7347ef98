using Floe.DataGen.Http;
using Floe.ServiceDefaults;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Startup;

namespace Floe.DataGen;

/// <summary>The data generator as an HTTP service.</summary>
public static class DataGenHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(UnwatchedSettings.Arguments(args));
        builder.AddServiceDefaults();
        builder.Services.AddAws(builder.Configuration);
        builder.Services.AddProblemDetails().AddExceptionHandler<BadRequestHandler>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DataGenJson.Default));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapGenerate();
        app.MapDefaultEndpoints();
        return app;
    }
}
