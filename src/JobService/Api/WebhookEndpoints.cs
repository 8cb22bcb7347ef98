using System.Net;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Jobs;
using Floe.JobService.Store;
using Floe.JobService.Webhooks;

namespace Floe.JobService.Api;

internal static class WebhookEndpoints
{
    private const int MaxShown = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", ListAsync).Needs(Scopes.Read).WithName("listWebhooks").Describe("List webhooks", "Own ones; everybody's with the scope admin. Without secrets.").Gives<WebhookList>(200).Fails();
        api.MapGet("/webhooks/{name}", GetAsync).Needs(Scopes.Read).WithName("getWebhook").Describe("Get a webhook", "Without its secret.").Gives<WebhookDetails>(200).Fails(404);
        api.MapGet("/webhooks/{name}/deliveries", DeliveriesAsync).Needs(Scopes.Read).WithName("listWebhookDeliveries").Describe("See a webhook's messages", "The newest ones, and how their sending went.")
            .Gives<DeliveryList>(200).Fails(404);
        api.MapPut("/webhooks/{name}", PutAsync).Needs(Scopes.Submit).WithName("putWebhook").Describe("Make or change a webhook", "A new one tells of what happens from now on. The answer that makes it is the only one with its secret.")
            .Takes<WebhookSettings>(Examples.Webhook).Gives<WebhookDetails>(200, 201).Fails(409);
        api.MapDelete("/webhooks/{name}", DeleteAsync).Needs(Scopes.Submit).WithName("deleteWebhook").Describe("Delete a webhook", "With its messages.").GivesNothing().Fails(404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, WebhookStore webhooks, CancellationToken cancellationToken) =>
        Results.Json(new WebhookList([.. (await webhooks.ListAsync(Caller.Of(http).OnlyOwner, cancellationToken)).Select(webhook => Details(webhook))]), JobsWire.Json.WebhookList);

    private static async Task<IResult> GetAsync(string name, HttpContext http, WebhookStore webhooks, CancellationToken cancellationToken) =>
        await FindAsync(name, http, webhooks, cancellationToken) is { } webhook ? Results.Json(Details(webhook), JobsWire.Json.WebhookDetails) : NoSuch(name);

    private static async Task<IResult> DeliveriesAsync(string name, HttpContext http, WebhookStore webhooks, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, http, webhooks, cancellationToken) is null) return NoSuch(name);
        var deliveries = await webhooks.ListDeliveriesAsync(name, MaxShown, cancellationToken);
        return Results.Json(new DeliveryList([.. deliveries.Select(Delivery)]), JobsWire.Json.DeliveryList);
    }

    private static async Task<IResult> PutAsync(string name, HttpContext http, WebhookStore webhooks, JobServiceOptions options, CancellationToken cancellationToken)
    {
        ResourceName.Check(name);
        var caller = Caller.Of(http);
        var body = await JsonBody.ReadAsync(http.Request, cancellationToken);
        var webhook = Read(name, caller, body, options.Webhooks);
        var given = webhook.Secret.Length > 0;
        if (await webhooks.PutAsync(webhook, caller.IsAdmin, cancellationToken) is not { } isNew) return Problems.NameTaken("webhook", name);
        var details = Details(webhook) with { Secret = isNew && !given ? webhook.Secret : null };
        return Results.Json(details, JobsWire.Json.WebhookDetails, statusCode: isNew ? 201 : 200);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, WebhookStore webhooks, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, http, webhooks, cancellationToken) is null) return NoSuch(name);
        await webhooks.DeleteAsync(name, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<WebhookRecord?> FindAsync(string name, HttpContext http, WebhookStore webhooks, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(name, cancellationToken) is { } webhook && Caller.Of(http).Sees(webhook.Owner) ? webhook : null;

    private static IResult NoSuch(string name) => Problems.NoSuch("webhook", name, "/api/v1/webhooks");

    private static WebhookRecord Read(string name, Caller caller, JsonBody body, WebhookOptions options)
    {
        var url = body.RequiredString("url", "Send the URL to post messages to.");
        CheckUrl(body, url, options);
        var secret = body.String("secret", "Leave it out to have one made.") ?? "";
        if (secret.Length > 0 && !WebhookSecret.IsWellFormed(secret))
            body.AddOf("secret", "is no secret.", $"Send {WebhookSecret.Prefix} and {WebhookSecret.MinBytes} bytes or more in base64, or leave it out to have one made.");
        var allOwners = body.Boolean("allOwners", "Send true or false.") ?? false;
        if (allOwners && !caller.IsAdmin) body.AddOf("allOwners", "needs the scope admin.", "Leave it out to be told of your own jobs.");
        var states = States(body);
        body.ThrowIfWrong();
        return new() { Name = name, Owner = caller.Name, Url = url, Secret = secret, States = string.Join(',', states), AllOwners = allOwners, CreatedAt = default };
    }

    private static IReadOnlyCollection<JobState> States(JsonBody body)
    {
        var remedy = $"Send one or more of: {string.Join(", ", Enum.GetNames<JobState>())}; or leave it out for the final ones.";
        if (body.List("states", remedy) is not { Count: > 0 } names) return JobStates.Final;
        var states = new List<JobState>();
        foreach (var text in names)
        {
            if (EnumName.TryParse<JobState>(text, out var state)) states.Add(state);
            else body.AddOf("states", $"has '{text}'.", remedy);
        }
        return states;
    }

    /// <summary>Names are looked up when a message is sent; what is plainly private is refused here already.</summary>
    private static void CheckUrl(JsonBody body, string text, WebhookOptions options)
    {
        if (text.Length == 0) return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            body.AddOf("url", $"is '{text}'.", "Send an http or https URL without a user and password.");
            return;
        }
        if (options.AllowPrivateAddresses) return;
        var isPrivate = IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? !PublicAddress.Is(address) : url.IsLoopback;
        if (isPrivate) body.AddOf("url", $"leads to {url.Host}, which is no public address.", "Send a public one, or let the service's operator set JobService:Webhooks:AllowPrivateAddresses.");
    }

    private static WebhookDetails Details(WebhookRecord webhook) =>
        new(webhook.Name, webhook.Owner, webhook.Url, [.. webhook.States.Split(',').Select(Enum.Parse<JobState>)], webhook.AllOwners, webhook.CreatedAt);

    private static WebhookDelivery Delivery(DeliveryRecord delivery) => new(delivery.Id, delivery.JobId, delivery.State, delivery.Attempts, delivery.CreatedAt)
    {
        NextAt = delivery.NextAt,
        EndedAt = delivery.EndedAt,
        Status = delivery.Status,
        Error = delivery.Error,
    };
}
