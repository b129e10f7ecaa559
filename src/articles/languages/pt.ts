import { type Language, words } from "./language.js";

export const portuguese: Language = {
  code: "pt",
  function: words(
    "o a os as de do da dos das e em que um uma por com para se no na nos nas ao não mais foi é como pelo pela",
  ),
  firstPerson: words("eu meu minha meus minhas me mim nós nosso nossa nossos nossas estou tenho"),
  reports: words(
    "escreveu escreve disse diz declarou declara afirmou afirma acrescentou acrescenta anunciou " +
      "anuncia respondeu responde comentou comenta alertou alerta pediu pede lamentou lamenta " +
      "condenou condena denunciou denuncia insistiu insiste explicou explica destacou destaca reagiu " +
      "reage expressou expressa criticou critica saudou agradeceu agradece garantiu garante ressaltou " +
      "publicou publica compartilhou partilhou compartilha indicou indica deplorou deplora apelou",
  ),
  posts: words("tuitou tuíta tuitava twittou tweetou postou posta retuitou"),
  on: words("no na em via pelo pela nas"),
  post: words("tuíte tuítes tweet tweets post posts publicação mensagem postagem"),
  titles: words(
    "presidente presidenta ministro ministra primeiro primeira senador senadora deputado deputada " +
      "prefeito prefeita rei rainha papa general coronel sr. sra. dr. dra. embaixador embaixadora " +
      "porta-voz jornalista ativista governador governadora o a os as",
  ),
};
